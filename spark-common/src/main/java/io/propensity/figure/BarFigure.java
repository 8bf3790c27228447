package io.propensity.figure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  /** One bar, of a length from 0 on. */
  public record Bar(String name, double value) {

    public Bar {
      if (!(value >= 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException("Bar '%s' cannot be %s long".formatted(name, value));
      }
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(title, this::chart);
  }

  private HorizontalBarChart chart() {
    HorizontalBarChart chart = new HorizontalBarChart(Canvas.WIDTH, Canvas.HEIGHT);
    Style.apply(chart.getStyler());
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
        .addSeries(x, bars.stream().map(Bar::value).toList(), labels())
        .setFillColor(Style.color(Line.Look.MAIN));
    return chart;
  }

  /** All different: equal ones, as shortened names may be, would stand beside one bar together. */
  List<String> labels() {
    double greatest = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    Set<String> labels = new LinkedHashSet<>();
    for (Bar bar : bars) {
      String label =
          String.format(
              Locale.ROOT, "%s  %s", Style.bar(bar.name()), Style.number(bar.value(), greatest));
      while (!labels.add(label)) {
        label += " "; // Is not seen at the end of a text.
      }
    }
    return List.copyOf(labels);
  }
}
