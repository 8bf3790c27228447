package io.propensity.figure;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over two numeric axes; the legend stands below in the order of the lines.
 *
 * @param title its further lines, if any, stand below it in small
 */
public record LineFigure(String title, Axis x, Axis y, List<Line> lines) implements Figure {

  public LineFigure {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("Figure '%s' has no line".formatted(title));
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(title, this::chart);
  }

  private XYChart chart() {
    XYChart chart = new XYChart(Canvas.WIDTH, Canvas.HEIGHT);
    Style.apply(chart.getStyler());
    chart.setXAxisTitle(x.title());
    chart.setYAxisTitle(y.title());
    chart.getStyler().setXAxisMin(x.min()).setYAxisMin(y.min());
    chart.getStyler().setXAxisMax(x.max()).setYAxisMax(y.max());
    chart.getStyler().setXAxisDecimalPattern(pattern(x)).setYAxisDecimalPattern(pattern(y));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    for (int i = 0; i < lines.size(); i++) {
      add(chart, Integer.toString(i), lines.get(i));
    }
    return chart;
  }

  private static String pattern(Axis axis) {
    return axis.percent() ? "#0.###%" : "0.0###";
  }

  /** Under a key, since names may be alike when they are shortened. */
  private static void add(XYChart chart, String key, Line line) {
    double[] xs = line.points().stream().mapToDouble(Line.Point::x).toArray();
    double[] ys = line.points().stream().mapToDouble(Line.Point::y).toArray();
    double[] errors = line.errors().stream().mapToDouble(Double::doubleValue).toArray();
    XYSeries series =
        errors.length == 0 ? chart.addSeries(key, xs, ys) : chart.addSeries(key, xs, ys, errors);
    series.setLabel(Style.legend(line.name()));
    Color color = Style.color(line.look());
    series.setLineColor(color);
    series.setLineStyle(Style.stroke(line.look()));
    series.setMarker(marked(line.look()) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    if (line.look() == Line.Look.DOTS) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
    series.setMarkerColor(color);
  }

  private static boolean marked(Line.Look look) {
    return look == Line.Look.MARKED || look == Line.Look.DOTS;
  }
}
