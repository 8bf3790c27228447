package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import io.propensity.report.Drift;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How far a feature moved since the training, for people.
 *
 * @param percent of the shift that is called large, a whole number, 100 at most
 * @param large whether the shift is called so
 */
record DriftRow(
    String feature,
    String psi,
    long percent,
    boolean large,
    String nulls,
    String nullsInTraining,
    String unseen) {

  /** The farthest first. */
  static List<DriftRow> of(Map<String, Drift> drift) {
    return drift.entrySet().stream()
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Drift> each) -> each.getValue().psi())
                .reversed())
        .map(each -> of(each.getKey(), each.getValue()))
        .toList();
  }

  private static DriftRow of(String feature, Drift drift) {
    return new DriftRow(
        feature,
        Numbers.score(drift.psi()),
        Math.round(100 * Math.min(1, Math.max(0, drift.psi() / Drift.LARGE_SHIFT))),
        drift.psi() > Drift.LARGE_SHIFT,
        Numbers.share(drift.nulls()),
        Numbers.share(drift.nullsInTraining()),
        Numbers.share(drift.unseen()));
  }
}
