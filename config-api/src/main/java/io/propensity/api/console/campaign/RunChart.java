package io.propensity.api.console.campaign;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.run.RunFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The runs of a campaign over time. */
final class RunChart {

  private RunChart() {}

  /**
   * Empty where there are fewer than two runs to draw.
   *
   * @param runs newest first
   */
  static Optional<Chart> of(List<RunFigures> runs) {
    List<RunFigures> reported =
        new ArrayList<>(runs.stream().filter(run -> run.audience() != null).toList());
    if (reported.size() < 2) {
      return Optional.empty();
    }
    Collections.reverse(reported);
    List<Chart.Series> series = new ArrayList<>();
    series.add(series("Audience", reported, RunFigures::audience, true));
    series.add(series("Mean score", reported, RunFigures::mean, false));
    if (reported.stream().map(RunFigures::scorePsi).anyMatch(Objects::nonNull)) {
      series.add(series("Drift of scores", reported, RunFigures::scorePsi, false));
    }
    return Optional.of(
        new Chart.Categories(
            Chart.Axis.TIMES,
            reported.stream().map(run -> run.createdAt().toString()).toList(),
            series));
  }

  private static Chart.Series series(
      String name,
      List<RunFigures> runs,
      Function<RunFigures, @Nullable Number> value,
      boolean bars) {
    List<@Nullable Number> values = new ArrayList<>();
    runs.forEach(run -> values.add(value.apply(run)));
    return new Chart.Series(name, values, bars, !bars);
  }
}
