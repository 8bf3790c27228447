package io.propensity.figure;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over two numeric axes; the legend stands below in the order of the lines.
 *
 * @param title its further lines, if any, stand below it in small
 */
public record LineFigure(String title, Axis x, Axis y, List<Line> lines) implements Figure {

  /** Between the marks of the axis that lies, so that their numbers do not touch. */
  private static final int TICKS = 84;

  /** More dots than that lie upon each other: they are seen through. */
  private static final int CROWD = 100;

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
    chart.getStyler().setXAxisDecimalPattern(x.pattern()).setYAxisDecimalPattern(y.pattern());
    chart.getStyler().setXAxisTickMarkSpacingHint(TICKS);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    for (int i = 0; i < lines.size(); i++) {
      add(chart, Integer.toString(i), lines.get(i));
    }
    roundMarks(chart);
    return chart;
  }

  /**
   * XChart writes a mark at every so many of a line's own places where these are equally spaced, as
   * trees are, and not at round numbers. Two places that nobody sees are not equally spaced.
   */
  private void roundMarks(XYChart chart) {
    double[] places = {x.min(), x.min() + (x.max() - x.min()) * 0.6180339887};
    XYSeries unseen = chart.addSeries("marks", places, new double[] {y.min(), y.min()});
    unseen.setShowInLegend(false);
    unseen.setLineStyle(SeriesLines.NONE);
    unseen.setMarker(SeriesMarkers.NONE);
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
    series.setMarker(marked(line.look()) ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    if (line.look() == Line.Look.DOTS) {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    }
    boolean crowd = line.look() == Line.Look.DOTS && line.points().size() > CROWD;
    series.setMarkerColor(crowd ? Style.faint(color) : color);
    for (int i = 0; i < line.ranges().size(); i++) {
      Line.Range range = line.ranges().get(i);
      double[] ends = {range.low(), range.high()};
      XYSeries whisker = chart.addSeries(key + "." + i, new double[] {xs[i], xs[i]}, ends);
      whisker.setShowInLegend(false);
      whisker.setLineColor(color);
      whisker.setLineStyle(Style.whisker());
      whisker.setMarker(SeriesMarkers.NONE);
    }
  }

  private static boolean marked(Line.Look look) {
    return look == Line.Look.MARKED || look == Line.Look.DOTS;
  }
}
