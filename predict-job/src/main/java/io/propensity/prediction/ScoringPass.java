package io.propensity.prediction;

import io.propensity.job.Progress;
import io.propensity.job.StepClock;
import io.propensity.prediction.publication.PredictionStore;
import io.propensity.prediction.publication.Publication;
import io.propensity.prediction.users.DoubledKeys;
import io.propensity.prediction.users.RejectedKeys;
import io.propensity.report.StepProgress;
import io.propensity.run.RunId;
import io.propensity.run.StorageException;
import io.propensity.scoring.ScoreTally;
import io.propensity.scoring.Scorer;
import io.propensity.table.WriteFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores, counts and writes in one pass, and once more without the doubled keys if there are any.
 */
final class ScoringPass {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringPass.class);

  private final SparkSession spark;
  private final ScoringPlan plan;
  private final Scorer scorer;
  private final StepClock clock;
  private final Consumer<StepProgress> told;

  ScoringPass(
      SparkSession spark,
      ScoringPlan plan,
      Scorer scorer,
      StepClock clock,
      Consumer<StepProgress> told) {
    this.told = told;
    this.spark = spark;
    this.plan = plan;
    this.scorer = scorer;
    this.clock = clock;
  }

  /**
   * Writes the predictions to {@code target} as Parquet, and what was rejected beside what is to be
   * published.
   */
  Scored run(Publication publication, Path target, RunId run, Instant scoredAt) {
    List<String> key = plan.key();
    String scored = target.toString();
    Dataset<Row> features = plan.features();
    ScoreTally tally = write(features, scored, run, scoredAt);
    DoubledKeys doubled = DoubledKeys.in(keys(features, scored, tally), key.size(), tally.rows());
    if (clock.time("keys", doubled::any)) {
      features = doubled.marked(features, key);
      publication.clear();
      tally = write(features, scored, run, scoredAt);
    }
    if (!tally.rejected().isEmpty()) {
      Dataset<Row> rejected = RejectedKeys.of(features, key);
      String place = publication.staged() + "/" + PredictionStore.REJECTED;
      clock.time("rejected", () -> write(rejected, place));
    }
    return new Scored(tally, features);
  }

  /**
   * What was scored.
   *
   * @param features of the audience, with the reason where a row was not scored
   */
  record Scored(ScoreTally tally, Dataset<Row> features) {}

  /**
   * The keys that were written; their columns are known, which Spark would open files to learn.
   * With them those of rows that could not be scored: a row that could may have the same key, and
   * be the older one.
   */
  private Dataset<Row> keys(Dataset<Row> features, String scored, ScoreTally tally) {
    StructType columns = new StructType();
    for (String name : plan.key()) {
      StructField column = features.schema().apply(name);
      columns = columns.add(plan.key().size() == 1 ? Predictions.KEY : name, column.dataType());
    }
    Dataset<Row> written = spark.read().schema(columns).parquet(scored);
    boolean all = Set.of(RejectedKeys.NULL_KEY).containsAll(tally.rejected().keySet());
    return all ? written : written.union(RejectedKeys.unusable(features, plan.key()));
  }

  private ScoreTally write(Dataset<Row> features, String target, RunId run, Instant scoredAt) {
    ScoreTally tally = ScoreTally.begin(spark, plan.manifest());
    Dataset<Row> predictions = predictions(features, tally, run, scoredAt);
    clock.time(
        "score",
        () ->
            Progress.during(
                spark.sparkContext(), "Scoring", told, () -> write(predictions, target)));
    LOG.info(
        "Campaign {}: {} of an audience of {} scored, rejected {}",
        plan.campaign().id(),
        tally.scored(),
        tally.rows(),
        tally.rejected());
    return tally;
  }

  private Dataset<Row> predictions(
      Dataset<Row> features, ScoreTally tally, RunId run, Instant scoredAt) {
    return Predictions.of(
        scorer.score(features, plan.key(), tally),
        plan.key(),
        plan.campaign(),
        plan.manifest().modelVersion(),
        run,
        scoredAt);
  }

  private static boolean write(Dataset<Row> rows, String target) {
    return orNoRoom(
        target,
        () -> {
          rows.write().parquet(target);
          return true;
        });
  }

  /** The result of {@code writing}; Hadoop tells of a local disk that is full by an error. */
  static <T> T orNoRoom(String target, Supplier<T> writing) {
    try {
      return writing.get();
    } catch (Exception | FSError e) { // Spark throws checked exceptions that no signature names.
      Optional<StorageException> full = WriteFailure.of(e, target);
      if (full.isPresent()) {
        throw full.get();
      }
      throw e;
    }
  }
}
