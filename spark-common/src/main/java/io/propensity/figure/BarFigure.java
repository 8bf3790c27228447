package io.propensity.figure;

import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/**
 * Horizontal bars, the first on top, each with its value beside it.
 *
 * @param x what the bars' lengths mean
 */
public record BarFigure(String title, String x, List<Bar> bars) implements Figure {

  public BarFigure {
    bars = List.copyOf(bars);
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("Figure '%s' has no bar".formatted(title));
    }
  }

  /** One bar. */
  public record Bar(String name, double value) {}

  @Override
  public byte[] png() {
    return Canvas.draw(this::chart);
  }

  private HorizontalBarChart chart() {
    HorizontalBarChart chart = new HorizontalBarChart(Canvas.WIDTH, Canvas.HEIGHT);
    Style.apply(chart.getStyler());
    chart.setTitle(title);
    chart.setXAxisTitle(x);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.7);
    chart
        .getStyler()
        .setXAxisMaxLabelCount(bars.size() + 1); // Of the bars' names: none is left out.
    chart.getStyler().setYAxisLabelAlignment(TextAlignment.Right);
    chart
        .addSeries(
            x, bars.stream().map(Bar::value).toList(), bars.stream().map(BarFigure::label).toList())
        .setFillColor(Style.color(Line.Look.MAIN));
    return chart;
  }

  private static String label(Bar bar) {
    return String.format(Locale.ROOT, "%s  %.1f", Style.label(bar.name()), bar.value());
  }
}
