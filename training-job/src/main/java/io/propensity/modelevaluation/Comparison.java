package io.propensity.modelevaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.evaluation.ScoredTable;
import io.propensity.evaluation.paired.Difference;
import io.propensity.evaluation.paired.PairedAuc;
import io.propensity.evaluation.paired.PairedMeans;
import io.propensity.features.Features;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two models on the same rows. */
record Comparison(Manifest champion, Manifest challenger) {

  private static final double THRESHOLD = 0.5;

  /** Whether both predict the same thing. */
  void require() {
    if (champion.task() != challenger.task()) {
      throw refused(
          "%s and %s"
              .formatted(
                  champion.task().name().toLowerCase(Locale.ROOT),
                  challenger.task().name().toLowerCase(Locale.ROOT)));
    }
    List<String> first = ScoredData.classes(champion);
    List<String> second = ScoredData.classes(challenger);
    if (!first.equals(second)) {
      throw refused(
          "their classes are %s and %s"
              .formatted(String.join(", ", first), String.join(", ", second)));
    }
  }

  /**
   * The differences, the challenger's metric less the champion's.
   *
   * @param scored as {@link ScoredData} makes it, the champion's scores first
   * @param count of the rows
   * @param bothClasses whether a binary model's rows are of both classes
   */
  List<Difference> of(Dataset<Row> scored, long count, boolean bothClasses) {
    Column label = col(Features.LABEL);
    boolean weighted = Arrays.asList(scored.columns()).contains(ScoredTable.WEIGHT);
    Column weight = weighted ? col(ScoredTable.WEIGHT) : lit(1.0);
    Column first = col(ScoredData.name(0, Scorer.SCORE));
    Column second = col(ScoredData.name(1, Scorer.SCORE));
    return switch (champion.task()) {
      case BINARY -> {
        List<Difference> all = new ArrayList<>();
        if (bothClasses) {
          all.add(PairedAuc.of(scored, label, first, second, weight, count));
        }
        all.addAll(
            PairedMeans.ofBinary(
                scored,
                label,
                new PairedMeans.Scores(first, threshold(champion)),
                new PairedMeans.Scores(second, threshold(challenger)),
                weight));
        yield all;
      }
      case MULTICLASS ->
          PairedMeans.ofClasses(
              scored,
              label,
              col(ScoredData.name(0, Scorer.CLASS_PROBABILITIES)),
              col(ScoredData.name(1, Scorer.CLASS_PROBABILITIES)),
              weight);
      case REGRESSION -> PairedMeans.ofNumbers(scored, label, first, second, weight);
    };
  }

  static double threshold(Manifest manifest) {
    Double threshold = manifest.threshold();
    return threshold == null ? THRESHOLD : threshold;
  }

  private ContractException refused(String why) {
    return new ContractException(
        "Models %s and %s do not predict the same: %s"
            .formatted(champion.modelVersion(), challenger.modelVersion(), why));
  }
}
