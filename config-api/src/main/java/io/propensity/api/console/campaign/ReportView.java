package io.propensity.api.console.campaign;

import io.propensity.report.Drift;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the latest run of a campaign found, as its page shows it.
 *
 * @param scores null where nothing was scored
 * @param quantiles of the scores, in order
 * @param distribution of the scores; null with them
 * @param drift by feature, the furthest first
 */
record ReportView(
    RunReport report,
    @Nullable ScoreSummary scores,
    List<Quantile> quantiles,
    @Nullable Bars distribution,
    @Nullable ScoringFigures scoring,
    List<SegmentFigures> segments,
    List<Feature> drift) {

  /** A score that a share of the audience lies below. */
  record Quantile(String name, double score) {

    static Quantile of(Map.Entry<String, Double> entry) {
      String name = entry.getKey();
      return new Quantile(
          switch (name) {
            case "min" -> "least";
            case "max" -> "greatest";
            case "p50" -> "median";
            default -> name.replaceFirst("^p([0-9]+)$", "$1 %");
          },
          entry.getValue());
    }
  }

  /** How far a feature lies from the training. */
  record Feature(String name, double psi, double nulls, double nullsInTraining, double unseen) {

    static Feature of(Map.Entry<String, Drift> entry) {
      Drift drift = entry.getValue();
      return new Feature(
          entry.getKey(), drift.psi(), drift.nulls(), drift.nullsInTraining(), drift.unseen());
    }

    public boolean isLarge() {
      return psi > Drift.LARGE_SHIFT;
    }
  }

  static ReportView of(RunReport report) {
    ScoreSummary scores = report.scores();
    ScoringFigures scoring = report.scoring();
    return new ReportView(
        report,
        scores,
        scores == null ? List.of() : quantiles(scores),
        scores == null ? null : Bars.of(scores.histogram()),
        scoring,
        scoring == null ? List.of() : scoring.segments(),
        scoring == null
            ? List.of()
            : scoring.drift().entrySet().stream()
                .map(Feature::of)
                .sorted(Comparator.comparingDouble(Feature::psi).reversed())
                .toList());
  }

  /** PostgreSQL keeps them in no order; equal ones stay as they are called. */
  private static List<Quantile> quantiles(ScoreSummary scores) {
    List<String> order = List.of("min", "p10", "p25", "p50", "p75", "p90", "max");
    return scores.quantiles().entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .thenComparing(Map.Entry::getKey, Comparator.comparingInt(order::indexOf)))
        .map(Quantile::of)
        .toList();
  }
}
