package io.propensity.api.console.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line so small that it shows only how a number went, in a box of 100 by 24.
 *
 * @param values oldest first
 */
public record Sparkline(List<Double> values) {

  private static final double WIDTH = 96;
  private static final double HEIGHT = 20;
  private static final double MARGIN = 2;

  public Sparkline {
    values = List.copyOf(values);
  }

  /** Whether there is a line: one value is none. */
  public boolean isDrawn() {
    return values.size() > 1;
  }

  public String points() {
    return IntStream.range(0, values.size())
        .mapToObj(i -> Pixels.of(x(i)) + "," + Pixels.of(y(values.get(i))))
        .collect(Collectors.joining(" "));
  }

  public String lastX() {
    return Pixels.of(x(values.size() - 1));
  }

  public String lastY() {
    return Pixels.of(y(values.get(values.size() - 1)));
  }

  private double x(int index) {
    return MARGIN + WIDTH * index / (values.size() - 1);
  }

  /** Equal values are a line in the middle. */
  private double y(double value) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double height = most > least ? (value - least) / (most - least) : 0.5;
    return MARGIN + HEIGHT * (1 - height);
  }
}
