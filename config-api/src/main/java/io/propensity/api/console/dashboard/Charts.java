package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Charts over the groups of an export. */
final class Charts {

  private Charts() {}

  /** A line or bars of a chart over groups: one number a group; NaN is none. */
  record Measure(String name, boolean bars, boolean right, ToDoubleFunction<Export> of) {

    static Measure bars(String name, String column) {
      return new Measure(name, true, false, group -> group.sum(column));
    }

    static Measure line(String name, ToDoubleFunction<Export> of) {
      return new Measure(name, false, false, of);
    }

    Measure atTheRight() {
      return new Measure(name, bars, true, of);
    }
  }

  /**
   * One of two sums over another; NaN where there is nothing to share, or a run of before exported
   * no such column.
   */
  static ToDoubleFunction<Export> ratio(String part, String whole) {
    return group -> group.has(part) ? group.sum(part) / group.sum(whole) : Double.NaN;
  }

  /** Over groups that follow one another, as days do. */
  static Chart over(Map<String, Export> groups, Measure... measures) {
    return over(Chart.Axis.STEPS, groups, measures);
  }

  /** Over groups that are none but names, as brands are. */
  static Chart overNames(Map<String, Export> groups, Measure... measures) {
    return over(Chart.Axis.NAMES, groups, measures);
  }

  private static Chart over(Chart.Axis axis, Map<String, Export> groups, Measure... measures) {
    List<Chart.Series> series = new ArrayList<>();
    for (Measure measure : measures) {
      List<@Nullable Number> values = new ArrayList<>();
      groups.values().forEach(group -> values.add(finite(measure.of().applyAsDouble(group))));
      series.add(new Chart.Series(measure.name(), values, measure.bars(), measure.right()));
    }
    return new Chart.Categories(axis, List.copyOf(groups.keySet()), series);
  }

  /** Rows as they are: a name each. */
  static Chart rows(List<String> labels, Chart.Series... series) {
    return new Chart.Categories(Chart.Axis.NAMES, labels, List.of(series));
  }

  static Chart.Series series(String name, List<Double> values, boolean bars, boolean right) {
    return new Chart.Series(name, new ArrayList<>(values), bars, right);
  }

  private static @Nullable Number finite(double value) {
    return Double.isFinite(value) ? (Number) value : null;
  }
}
