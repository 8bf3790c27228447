package io.propensity.modelevaluation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A version of every algorithm and task, measured again on the rows of its own test split: the
 * evaluation finds what the training found.
 */
@Tag("heavy")
class EvaluationParityTest {

  private static final Map<String, String> LABELS =
      Map.of(
          "binary", "{column: Churn, positive: \"Yes\"}",
          "multiclass", "{column: Contract}",
          "regression", "{column: MonthlyCharges}");

  @TempDir private static Path root;

  @BeforeAll
  static void bringRows() throws IOException {
    Path data = Files.createDirectories(root.resolve("data"));
    Files.copy(Path.of("src/test/resources/telco.csv"), data.resolve("telco.csv"));
    Environments.writeWithoutFigures(root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binary | catboost | {iterations: 20}",
        "binary | random-forest | {numTrees: 5}",
        "binary | gbt | {maxIter: 5}",
        "binary | logistic-regression | {regParam: 0.1}",
        "multiclass | catboost | {iterations: 20}",
        "multiclass | random-forest | {numTrees: 5}",
        "multiclass | logistic-regression | {regParam: 0.1}",
        "regression | catboost | {iterations: 20}",
        "regression | random-forest | {numTrees: 5}",
        "regression | gbt | {maxIter: 5}",
        "regression | linear-regression | {regParam: 0.1}"
      })
  void theTestSplitMeasuresTheSameAgain(String task, String algorithm, String params)
      throws IOException {
    String name = task + "-" + algorithm;
    train(name, task, algorithm, params);
    String rows = testRows(name);

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        EvaluationJob.run(
            Map.of(),
            new PrintWriter(out),
            new PrintWriter(err),
            "--model=" + name + "/1",
            "--data=" + rows,
            "--env=" + root.resolve("env.yaml"),
            "--run-id=r-" + name);
    assertThat(code + ": " + err).isEqualTo("0: ");

    JsonNode trained = json(root.resolve("r").resolve(name).resolve("r-first/metrics.json"));
    JsonNode again =
        json(root.resolve("r/evaluations").resolve("r-" + name).resolve("evaluation.json"))
            .path("models")
            .path(0);
    List<String> compared = new ArrayList<>();
    trained
        .path("test")
        .properties()
        .forEach(
            metric -> {
              if (metric.getValue().isNumber()) {
                compared.add(metric.getKey());
                assertThat(again.path("test").path(metric.getKey()).doubleValue())
                    .as(metric.getKey())
                    .isCloseTo(metric.getValue().doubleValue(), within(1e-9));
              }
            });
    assertThat(compared).contains("rows").hasSizeGreaterThan(4);
  }

  private static void train(String name, String task, String algorithm, String params)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("pipelines").resolve(name));
    Files.writeString(
        folder.resolve("pipeline.yaml"),
        """
        format_version: 1
        name: %s
        key: customerID
        task: %s
        sources:
          raw:
            path: ${raw}/telco.csv
            format: csv
            schema: >-
              customerID STRING, gender STRING, SeniorCitizen INT, Partner STRING, Dependents STRING, tenure INT,
              PhoneService STRING, MultipleLines STRING, InternetService STRING, OnlineSecurity STRING,
              OnlineBackup STRING, DeviceProtection STRING, TechSupport STRING, StreamingTV STRING,
              StreamingMovies STRING, Contract STRING, PaperlessBilling STRING, PaymentMethod STRING,
              MonthlyCharges DOUBLE, TotalCharges STRING, Churn STRING
        label: %s
        numeric: [tenure, SeniorCitizen]
        categorical: [InternetService, PaymentMethod, PaperlessBilling]
        split: {validation: 0, test: 0.4, seed: 7}
        algorithm: {name: %s, params: %s}
        """
            .formatted(name, task, LABELS.get(task), algorithm, params));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            "--pipeline=" + folder,
            "--env=" + root.resolve("env.yaml"),
            "--run-id=r-first");
    assertThat(code + ": " + err).isEqualTo("0: ");
  }

  /** The raw rows of the test split, as somebody would bring new ones. */
  private static String testRows(String name) {
    Dataset<Row> dealt =
        LocalWarehouse.rows(root.resolve("w"), name + "/predictions")
            .filter(col("_split").equalTo("test"))
            .select("customerID");
    String place = root.resolve("given").resolve(name).toString();
    LocalWarehouse.rows(root.resolve("w"), name + "/raw")
        .join(dealt, "customerID")
        .write()
        .parquet(place);
    return place;
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
