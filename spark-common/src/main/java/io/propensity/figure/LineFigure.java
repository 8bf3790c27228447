package io.propensity.figure;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over two numeric axes; the legend stands below in the order of the lines. */
public record LineFigure(String title, Axis x, Axis y, List<Line> lines) implements Figure {

  public LineFigure {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("Figure '%s' has no line".formatted(title));
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(this::chart);
  }

  private XYChart chart() {
    XYChart chart = new XYChart(Canvas.WIDTH, Canvas.HEIGHT);
    Style.apply(chart.getStyler());
    chart.setTitle(Style.title(title));
    chart.setXAxisTitle(x.title());
    chart.setYAxisTitle(y.title());
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0);
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
    XYSeries series = chart.addSeries(key, xs, ys);
    series.setLabel(Style.legend(line.name()));
    Color color = Style.color(line.look());
    series.setLineColor(color);
    series.setLineStyle(Style.stroke(line.look()));
    series.setMarker(line.look() == Line.Look.MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(color);
  }
}
