package io.propensity.modelevaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import io.propensity.training.Environments;
import io.propensity.training.TrainingJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that were trained here, on rows in the forms in which people have them. */
class EvaluationJobTest {

  @TempDir private static Path root;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    Path folder = Files.createDirectories(root.resolve("data/telco_churn"));
    Files.copy(
        Path.of("src/test/resources/telco.csv"), folder.resolve("customer_churn_train_data.csv"));
    Environments.writeWithoutFigures(root);
    String telco = "../pipelines/telco-churn";
    train(telco, "algorithm.params.depth=2");
    train(
        telco,
        "algorithm.params.depth=6",
        "evaluation.calibration=platt",
        "evaluation.threshold=best_f1");
    Path charges = Files.createDirectories(root.resolve("charges"));
    String yaml = Files.readString(Path.of(telco, "pipeline.yaml"));
    Files.writeString(
        charges.resolve("pipeline.yaml"), yaml.replace("name: telco-churn", "name: charges"));
    train(
        charges.toString(),
        "task=regression",
        "label={column: MonthlyCharges}",
        "numeric=[tenure]",
        "categorical=[Contract, InternetService]",
        "derive={}");
    write("raw", LocalWarehouse.rows(root.resolve("w"), "telco-churn/raw"));
  }

  @Test
  void measuresAVersionOnWhateverHoldsItsInputsOrItsFeatures() throws IOException {
    assertThat(run("telco-churn/1", raw(), "--run-id=r-raw")).isEqualTo("0: ");
    assertThat(out.toString())
        .startsWith("400 labelled rows of " + raw())
        .containsPattern("roc_auc +0\\.\\d{4}\\R")
        .contains("Report: " + root.resolve("r/evaluations/r-raw/index.html"));
    JsonNode ofRaw = read("r-raw").path("models").path(0);
    assertThat(ofRaw.path("model").asText()).isEqualTo("telco-churn/1");
    assertThat(ofRaw.path("test").path("rows").intValue()).isEqualTo(400);
    assertThat(ofRaw.path("test").path("confusion_matrix").path("labels").path(1).asText())
        .isEqualTo("Yes");
    assertThat(ofRaw.path("threshold").path("value").doubleValue()).isEqualTo(0.5);
    assertThat(root.resolve("r/evaluations/r-raw/index.html"))
        .content()
        .contains("telco-churn/1 on new rows");

    assertThat(run("telco-churn/1", features(), "--run-id=r-features")).isEqualTo("0: ");
    assertThat(read("r-features").path("models").path(0)).isEqualTo(ofRaw);
    assertThat(out.toString())
        .contains("Warning: Model telco-churn/1 was trained on rows of this very table");

    Dataset<Row> table = LocalWarehouse.rows(root.resolve("w"), "telco-churn/features");
    String alone = write("alone", table.drop("TotalCharges", "MultipleLines", "TechSupport"));
    assertThat(run("telco-churn/1", alone, "--run-id=r-alone")).isEqualTo("0: ");
    assertThat(read("r-alone").path("models").path(0)).isEqualTo(ofRaw);
  }

  @Test
  void twoVersionsAreMeasuredOnTheSameRowsEachByItsOwnThresholdAndCalibration() throws IOException {
    assertThat(
            run(
                "models/telco-churn/1",
                raw(),
                "--challenger=telco-churn/2",
                "--segments=contract",
                "--run-id=r-two"))
        .isEqualTo("0: ");
    assertThat(run("telco-churn/2", raw(), "--run-id=r-second")).isEqualTo("0: ");

    JsonNode both = read("r-two");
    JsonNode second = read("r-second").path("models").path(0);
    assertThat(both.path("models").path(1).path("test")).isEqualTo(second.path("test"));
    assertThat(second.path("threshold").path("value").doubleValue()).isNotEqualTo(0.5);
    assertThat(both.path("models").path(0).path("segments")).hasSize(3);
    List<String> compared = new ArrayList<>();
    for (JsonNode difference : both.path("differences")) {
      String metric = difference.path("metric").asText();
      compared.add(metric);
      double value =
          second.path("test").path(metric).doubleValue()
              - both.path("models").path(0).path("test").path(metric).doubleValue();
      assertThat(difference.path("value").doubleValue()).as(metric).isCloseTo(value, within(1e-12));
      assertThat(difference.path("low").doubleValue()).isLessThan(value);
      assertThat(difference.path("high").doubleValue()).isGreaterThan(value);
    }
    assertThat(compared).containsExactly("roc_auc", "log_loss", "brier", "accuracy");
    assertThat(out.toString())
        .containsPattern(
            "metric +telco-churn/1 +telco-churn/2 +difference \\(95 %\\)\\Rroc_auc +0\\.\\d{4} +0\\.\\d{4} +[+-]?0\\.\\d{4} \\(-?0\\.\\d{4} to");
  }

  @Test
  void aLabelMayStandElsewhereAndRowsMayWeigh() throws IOException {
    Dataset<Row> table =
        LocalSpark.session()
            .read()
            .parquet(raw())
            .withColumnRenamed("Churn", "left_us")
            .withColumn("w", when(col("left_us").equalTo("Yes"), 3).otherwise(1))
            .withColumn("left_us", when(col("tenure").lt(3), lit(null)).otherwise(col("left_us")));
    String data = write("elsewhere", table);
    long unlabelled = table.filter("left_us IS NULL").count();
    double yes = 3 * table.filter("left_us = 'Yes'").count();
    double no = table.filter("left_us = 'No'").count();

    assertThat(run("telco-churn/1", data))
        .startsWith("65: The data has no column 'Churn', the label of model telco-churn/1: pass")
        .contains("--label COLUMN. The columns are customerID, ");
    assertThat(run("telco-churn/1", data, "--label=left_us", "--weight=w", "--run-id=r-w"))
        .isEqualTo("0: ");

    assertThat(read("r-w").path("unlabelled").longValue()).isEqualTo(unlabelled).isPositive();
    JsonNode test = read("r-w").path("models").path(0).path("test");
    assertThat(test.path("rows").longValue()).isEqualTo(400 - unlabelled);
    assertThat(test.path("positive_rate").doubleValue()).isCloseTo(yes / (yes + no), within(1e-12));
  }

  @Test
  void aRegressionIsMeasuredToo() throws IOException {
    assertThat(run("charges/1", raw(), "--run-id=r-charges")).isEqualTo("0: ");

    JsonNode test = read("r-charges").path("models").path(0).path("test");
    assertThat(test.path("rmse").doubleValue()).isBetween(1.0, 40.0);
    assertThat(test.path("residual_quantiles").path("0.5").isNumber()).isTrue();
  }

  @Test
  void whatDoesNotFitIsSaidInALine() throws IOException {
    Dataset<Row> table = LocalSpark.session().read().parquet(raw());
    String few = write("few", table.drop("tenure", "Contract"));
    String maybe = write("maybe", table.withColumn("Churn", lit("Maybe")));
    String unlabelled = write("unlabelled", table.withColumn("Churn", lit(null).cast("string")));
    assertThat(run("telco-churn/9", raw()))
        .startsWith("66: There is no model telco-churn/9 under " + root.resolve("models"));
    assertThat(run("telco-churn", raw())).startsWith("64: --model telco-churn: write NAME/VERSION");
    assertThat(run("telco-churn/1", raw(), "--challenger=telco-churn/1"))
        .startsWith("64: --challenger: telco-churn/1 is --model itself");
    assertThat(run("telco-churn/1", raw(), "--challenger=charges/1"))
        .startsWith(
            "65: Models telco-churn/1 and charges/1 do not predict the same: binary and regression");
    assertThat(run("telco-churn/1", root.resolve("nowhere").toString()))
        .startsWith("66: There is no data at ");
    assertThat(run("telco-churn/1", few))
        .startsWith(
            "65: The data does not fit model telco-churn/1: column 'tenure' is absent; column 'Contract' is absent.");
    assertThat(run("telco-churn/1", maybe))
        .startsWith(
            "65: 400 rows of the data have a label that model telco-churn/1 does not know: 'Maybe'; its classes are No, Yes");
    assertThat(run("telco-churn/1", unlabelled)).startsWith("65: No row of the data has a label");
    assertThat(run("telco-churn/1", raw(), "--weight=SeniorCitizen"))
        .contains("rows of the data have a weight 'SeniorCitizen' that is no number above 0");
    assertThat(run("telco-churn/1", raw(), "--segments=planet"))
        .startsWith("65: --segments: the data has no column 'planet'");
  }

  /** Files of Parquet, as somebody brings them. */
  private static String raw() {
    return root.resolve("given/raw").toString();
  }

  /** A table of the warehouse. */
  private static String features() {
    return root.resolve("w/telco-churn/features").toString();
  }

  private static String write(String name, Dataset<Row> rows) {
    String place = root.resolve("given").resolve(name).toString();
    rows.write().parquet(place);
    return place;
  }

  private static JsonNode read(String run) throws IOException {
    return new ObjectMapper()
        .readTree(root.resolve("r/evaluations").resolve(run).resolve("evaluation.json").toFile());
  }

  private String run(String model, String data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--model=" + model, "--data=" + data, "--env=" + root.resolve("env.yaml")));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        EvaluationJob.run(
            Map.of(), new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private static void train(String pipeline, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline=" + pipeline,
                "--env=" + root.resolve("env.yaml"),
                "--set=algorithm.params.iterations=20"));
    for (String setting : settings) {
      arguments.add("--set=" + setting);
    }
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    assertThat(code + ": " + err).isEqualTo("0: ");
  }
}
