package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;

import io.propensity.algorithm.FittedModel;
import io.propensity.features.Features;
import io.propensity.model.Baseline;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.ScoreSummary;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.ScoreDistribution;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingTable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * A model that was fitted, with all that has to be known before it is published.
 *
 * @param scores of the test split
 * @param classScores of the test split
 */
public record EvaluatedModel(
    FittedModel model,
    Evaluation evaluation,
    ScoreSummary scores,
    ClassScores classScores,
    Baseline baseline) {

  /** Scores all rows as campaigns are scored, and measures. */
  public static EvaluatedModel of(FittedModel model, TrainingTable table, Pipeline pipeline) {
    try (Scorer scorer =
        Scorers.load(
            table.rows().sparkSession(),
            "the model of pipeline " + pipeline.name(),
            model.flavor(),
            model.files(),
            table.columns().features(),
            ModelOutput.of(
                Task.BINARY, table.classes(), table.positive().orElseThrow(), "Logloss"))) {
      Dataset<Row> scored =
          scorer
              .score(table.rows(), List.of(Features.LABEL, SplitName.COLUMN))
              .persist(StorageLevel.MEMORY_AND_DISK());
      try {
        return measure(model, table, scored);
      } finally {
        scored.unpersist();
      }
    }
  }

  private static ScoreSummary scores(Dataset<Row> rows) {
    return ScoreDistribution.of(rows).summary().orElseThrow();
  }

  private static EvaluatedModel measure(
      FittedModel model, TrainingTable table, Dataset<Row> scored) {
    Dataset<Row> test = scored.filter(col(SplitName.COLUMN).equalTo(SplitName.TEST.label()));
    ScoreSummary scores = scores(test);
    Evaluation evaluation = Evaluation.of(scored);
    Baseline baseline = Baselines.of(table.rows(), table.columns().features(), scores.histogram());
    return new EvaluatedModel(
        model, evaluation, scores, ClassScores.of(test, table.classes()), baseline);
  }
}
