package io.propensity.prediction;

import io.propensity.report.Drift;
import io.propensity.run.ContractException;
import io.propensity.run.UsageException;
import io.propensity.scoring.ScoreTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run puts up with before it refuses to publish.
 *
 * @param rejected a share of the audience below 1, or a number of rows from 1; 0 for none at all;
 *     null for any
 * @param drift the greatest population stability index of a feature or of the scores; null for any
 */
record Tolerances(@Nullable Double rejected, @Nullable Double drift) {

  Tolerances {
    if (rejected != null
        && (!(rejected >= 0) || (rejected >= 1 && rejected != Math.rint(rejected)))) {
      throw new UsageException(
          "--max-rejected %s is neither a share below 1 nor a number of rows".formatted(rejected));
    }
    if (drift != null && !(drift > 0)) {
      throw new UsageException(
          "--max-drift %s: a population stability index is above 0, 0.25 being a large shift"
              .formatted(drift));
    }
  }

  /** The same with another bound of the drift where there is none. */
  Tolerances or(@Nullable Double otherDrift) {
    return drift == null ? new Tolerances(rejected, otherDrift) : this;
  }

  /**
   * Refuses what was scored.
   *
   * @throws ContractException when more was rejected or drifted further than this allows
   */
  void require(ScoreTally tally) {
    long rejectedRows = tally.rejected().values().stream().mapToLong(Long::longValue).sum();
    if (rejected != null && rejectedRows > allowed(rejected, tally.rows())) {
      throw new ContractException(
          "%,d of %,d rows of the audience are rejected, more than --max-rejected %s allows: %s. Nothing is published"
              .formatted(rejectedRows, tally.rows(), number(rejected), tally.rejected()));
    }
    List<String> drifted = drift == null ? List.of() : drifted(drift, tally);
    if (!drifted.isEmpty()) {
      throw new ContractException(
          "The audience drifted from the training's rows further than its bound of %s allows: %s. Nothing is published"
              .formatted(number(drift), String.join(", ", drifted)));
    }
  }

  /** The features, and the scores, that drifted further than {@code bound}, with how far. */
  static List<String> drifted(double bound, ScoreTally tally) {
    List<String> drifted = new ArrayList<>();
    tally.scorePsi().stream()
        .filter(psi -> psi > bound)
        .forEach(psi -> drifted.add(told("the scores", psi)));
    for (Map.Entry<String, Drift> feature : tally.drift().entrySet()) {
      if (feature.getValue().psi() > bound) {
        drifted.add(told(feature.getKey(), feature.getValue().psi()));
      }
    }
    return drifted;
  }

  private static String told(String what, double psi) {
    return String.format(Locale.ROOT, "%s PSI %.3f", what, psi);
  }

  private static double allowed(double bound, long rows) {
    return bound < 1 ? bound * rows : bound;
  }

  private static String number(@Nullable Double value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }
}
