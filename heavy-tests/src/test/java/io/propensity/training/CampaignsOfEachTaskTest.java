package io.propensity.training;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.model.Manifest;
import io.propensity.test.FakeService;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of each task, scored for a campaign: its scores are those of the evaluation. */
@Tag("heavy")
@Timeout(600)
class CampaignsOfEachTaskTest {

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multiclass | catboost | {iterations: 20} | {column: country}",
        "regression | catboost | {iterations: 20} | {column: monetary}",
        "binary | random-forest | {numTrees: 5} | {column: responded, positive: 1}",
      })
  void aCampaignGivesTheScoresOfTheEvaluation(
      String task, String algorithm, String params, String label) throws IOException {
    try (FakeService service = new FakeService()) {
      TrainingWorld world = TrainingWorld.at(home, service.url(), 2);
      world.train(world.pipeline(task, pipeline(task, algorithm, params, label)));
      Manifest manifest = world.manifest(task);

      assertThat(predict(world, service, task, "--run-id=r-scored")).isEqualTo("0: ");

      Dataset<Row> published =
          LocalSpark.session()
              .read()
              .parquet(home.resolve("output/campaign-1/r-scored").toString());
      Dataset<Row> evaluated =
          LocalWarehouse.rows(world.warehouse(), task + "/predictions")
              .select(col("user_id"), col("prediction_score").as("expected"));
      List<Row> both =
          published
              .join(evaluated, "user_id")
              .select("prediction_score", "expected")
              .collectAsList();
      long audience =
          LocalWarehouse.rows(world.warehouse(), task + "/raw").filter("age > 30").count();
      assertThat(both).hasSize((int) audience).hasSizeGreaterThan(300);
      assertThat(published.count()).isEqualTo(audience);
      for (Row row : both) {
        assertThat(row.getDouble(0)).isCloseTo(row.getDouble(1), within(1e-12));
      }
      if (task.equals("multiclass")) {
        assertThat(
                published.select("predicted_class").distinct().collectAsList().stream()
                    .map(row -> row.getString(0)))
            .isSubsetOf(manifest.classes());
      }
      requireExplanation(world, service, task);
    }
  }

  /** Scores are explained whatever the task and the library. */
  private void requireExplanation(TrainingWorld world, FakeService service, String task) {
    String explained = predict(world, service, task, "--run-id=r-why", "--explain=all");
    assertThat(explained).isEqualTo("0: ");
    Dataset<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(home.resolve("output/campaign-1/r-why").toString())
            .selectExpr(
                "prediction_score",
                "explanation.base + explanation.others + aggregate(concat(explanation.raised,"
                    + " explanation.lowered), 0D, (sum, each) -> sum + each.shap) AS raw",
                "size(explanation.raised) AS raised");
    assertThat(rows.count()).isGreaterThan(300);
    if (!task.equals("multiclass")) { // the binary model is a forest, whose raw score is the score
      assertThat(rows.filter("abs(prediction_score - raw) > 1e-6 * (1 + abs(raw))").count())
          .isZero();
    } else {
      assertThat(rows.filter("raised = 0 AND prediction_score > 0.5").count()).isZero();
    }
  }

  private static String pipeline(String task, String algorithm, String params, String label) {
    return """
    format_version: 1
    name: %1$s
    key: user_id
    task: %1$s
    sources: {raw: {format: sample_users, options: {rows: 1000}}}
    label: %4$s
    numeric: [recency, frequency, engagement_score, days_since_last_purchase, age]
    categorical: [is_premium]
    split: {validation: 0, test: 0.3}
    algorithm: {name: %2$s, params: %3$s}
    """
        .formatted(task, algorithm, params, label);
  }

  private static String predict(
      TrainingWorld world, FakeService service, String model, String... options) {
    return TrainingWorld.predict(world.environment(), service, world.manifest(model), options);
  }
}
