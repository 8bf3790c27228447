package io.propensity.api.console.campaign;

import io.propensity.api.run.RunFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of a campaign over time, as {@code charts.js} draws them. */
record RunChart(List<String> labels, boolean times, List<Series> series) {

  /** A line, or bars; against the axis at the right, or at the left. */
  record Series(String name, List<@Nullable Number> values, boolean bars, boolean right) {}

  /**
   * @param runs newest first
   */
  static RunChart of(List<RunFigures> runs) {
    List<RunFigures> reported =
        new ArrayList<>(runs.stream().filter(run -> run.audience() != null).toList());
    Collections.reverse(reported);
    List<Series> series = new ArrayList<>();
    series.add(series("Audience", reported, RunFigures::audience, true));
    series.add(series("Mean score", reported, RunFigures::mean, false));
    if (reported.stream().map(RunFigures::scorePsi).anyMatch(Objects::nonNull)) {
      series.add(series("Drift of scores", reported, RunFigures::scorePsi, false));
    }
    return new RunChart(
        reported.stream().map(run -> run.createdAt().toString()).toList(), true, series);
  }

  boolean isDrawn() {
    return labels.size() > 1;
  }

  private static Series series(
      String name,
      List<RunFigures> runs,
      Function<RunFigures, @Nullable Number> value,
      boolean bars) {
    List<@Nullable Number> values = new ArrayList<>();
    runs.forEach(run -> values.add(value.apply(run)));
    return new Series(name, values, bars, !bars);
  }
}
