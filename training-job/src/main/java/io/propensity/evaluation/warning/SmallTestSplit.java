package io.propensity.evaluation.warning;

import io.propensity.split.SplitName;
import java.util.List;
import java.util.Locale;

/** A test split, or what stands for it, that does not bear the decimals that are shown. */
record SmallTestSplit() implements Suspicion {

  private static final double WIDEST = 0.02;
  private static final long FEWEST = 500;

  @Override
  public List<String> in(Evidence evidence) {
    if (evidence.measured() == SplitName.TRAIN) {
      return List.of(); // There is no test split, which is said.
    }
    double rows = evidence.metric("rows");
    for (String metric : List.of("roc_auc", "accuracy")) {
      double half = (evidence.metric(metric + "_high") - evidence.metric(metric + "_low")) / 2;
      if (half > WIDEST) {
        return List.of(
            String.format(
                Locale.ROOT,
                "The %s split has %.0f rows: %s is %.2f give or take %.2f (95 %%), and its further decimals say nothing. cross_validation uses every row",
                evidence.measured().label(),
                rows,
                metric,
                evidence.metric(metric),
                half));
      }
    }
    return rows < FEWEST && Double.isNaN(evidence.metric("roc_auc"))
        ? List.of(
            String.format(
                Locale.ROOT,
                "The %s split has only %.0f rows: its metrics are rough. cross_validation uses every row",
                evidence.measured().label(),
                rows))
        : List.of();
  }
}
