package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;

import io.propensity.algorithm.FittedModel;
import io.propensity.evaluation.calibration.CalibratedScores;
import io.propensity.evaluation.scan.FeatureScan;
import io.propensity.evaluation.scan.RepeatedRows;
import io.propensity.evaluation.warning.Warnings;
import io.propensity.features.Features;
import io.propensity.model.Baseline;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.ScoreSummary;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.ScoreDistribution;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model that was fitted, with all that has to be known before it is published.
 *
 * @param scores of the part that counts: {@link Evaluation#measured}
 * @param classScores of the same rows
 * @param gate empty where none is asked for
 * @param warnings a sentence each
 */
public record EvaluatedModel(
    FittedModel model,
    Evaluation evaluation,
    ScoreSummary scores,
    ClassScores classScores,
    Baseline baseline,
    Optional<GateResult> gate,
    List<String> warnings) {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluatedModel.class);

  public EvaluatedModel {
    warnings = List.copyOf(warnings);
  }

  /** The same findings beside another model, which was fitted on all rows afterwards. */
  public EvaluatedModel refitted(FittedModel other) {
    List<String> more = new ArrayList<>(warnings);
    more.add(
        "Fitted again on all rows after the evaluation: the metrics are those of the model before");
    return new EvaluatedModel(other, evaluation, scores, classScores, baseline, gate, more);
  }

  /**
   * Scores all rows as campaigns are scored, and measures.
   *
   * @param crossValidated the means of the metrics over the folds of a cross-validation; empty
   *     without one
   * @param predictions receives the key, the label, the split and the calibrated scores of all rows
   */
  public static EvaluatedModel of(
      FittedModel model,
      TrainingTable table,
      Pipeline pipeline,
      Map<String, Double> crossValidated,
      Consumer<Dataset<Row>> predictions) {
    EvaluationPlan plan = EvaluationPlan.of(pipeline);
    try (Scorer scorer =
        Scorers.load(
            table.rows().sparkSession(),
            "the model of pipeline " + pipeline.name(),
            model.flavor(),
            model.files(),
            table.columns().features(),
            output(model, table, pipeline))) {
      Dataset<Row> scored =
          scorer.score(table.rows(), kept(table, plan)).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        EvaluatedModel measured = measure(model, table, scored, pipeline, plan, crossValidated);
        predictions.accept(calibrated(scored, measured.evaluation()));
        return measured;
      } finally {
        scored.unpersist();
      }
    }
  }

  private static ModelOutput output(FittedModel model, TrainingTable table, Pipeline pipeline) {
    Object loss = model.parameters().getOrDefault("loss_function", "");
    return ModelOutput.of(
        pipeline.task(), table.classes(), table.positive().orElse(null), loss.toString());
  }

  private static Dataset<Row> calibrated(Dataset<Row> scored, Evaluation evaluation) {
    return evaluation
        .binary()
        .flatMap(BinaryDetail::calibration)
        .map(
            calibration ->
                scored.withColumn(
                    Scorer.SCORE, CalibratedScores.of(scored.col(Scorer.SCORE), calibration)))
        .orElse(scored);
  }

  /** What is measured by beside the score. */
  private static List<String> kept(TrainingTable table, EvaluationPlan plan) {
    Set<String> kept = new LinkedHashSet<>(table.recipe().key());
    kept.addAll(List.of(Features.LABEL, SplitName.COLUMN));
    List<String> columns = Arrays.asList(table.rows().columns());
    if (columns.contains(ScoredTable.WEIGHT)) {
      kept.add(ScoredTable.WEIGHT);
    }
    for (String segment : plan.segments()) {
      kept.add(
          columns.stream()
              .filter(segment::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "evaluation.segments: the features table has no column '%s'; it has %s"
                              .formatted(segment, String.join(", ", columns)))));
    }
    return List.copyOf(kept);
  }

  private static ScoreSummary scores(Dataset<Row> rows, Task task) {
    ScoreDistribution scores =
        task == Task.REGRESSION
            ? ScoreDistribution.of(rows, ScoreDistribution.deciles(rows))
            : ScoreDistribution.of(rows);
    return scores
        .summary()
        .orElseThrow(() -> new ContractException("No rows are left to measure on"));
  }

  private static EvaluatedModel measure(
      FittedModel model,
      TrainingTable table,
      Dataset<Row> scored,
      Pipeline pipeline,
      EvaluationPlan plan,
      Map<String, Double> crossValidated) {
    Dataset<Row> measured = scored.filter(col(SplitName.COLUMN).equalTo(plan.measured().label()));
    ScoreSummary scores = scores(measured, pipeline.task());
    Evaluation evaluation =
        Evaluation.of(new ScoredTable(scored, pipeline.task(), table.classes()), plan);
    List<Feature> features = table.columns().features();
    FeatureScan scan =
        Baselines.scan(
            table.rows(),
            features,
            pipeline.task(),
            table.classes().size(),
            evaluation.metric(SplitName.TRAIN, "label_mean"));
    Map<String, Double> correlations =
        pipeline.task() == Task.REGRESSION
            ? Baselines.correlations(table.rows(), features)
            : Map.of();
    double repeated =
        RepeatedRows.share(
            table.rows(), FeatureTable.vector(table.rows(), features), table.counts().total());
    List<String> warnings =
        Warnings.of(
            Suspects.of(evaluation, features, scan, correlations, repeated, model, pipeline));
    warnings.forEach(warning -> LOG.warn("{}", warning));
    return new EvaluatedModel(
        model,
        evaluation,
        scores,
        pipeline.task() == Task.REGRESSION
            ? new ClassScores(Map.of())
            : ClassScores.of(measured, table.classes()),
        Baselines.of(scan, features, scores.histogram()),
        Optional.ofNullable(pipeline.evaluation().gate())
            .map(gate -> GateResult.of(gate, evaluation, crossValidated)),
        warnings);
  }
}
