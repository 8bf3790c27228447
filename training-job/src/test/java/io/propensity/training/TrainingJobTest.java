package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.algorithm.WorkDirectory;
import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.json.Json;
import io.propensity.model.Histogram;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.TrainingData;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as it is run, on a small file in the shape of the Telco churn data. */
class TrainingJobTest {

  private static final String PIPELINE = Path.of("../pipelines/telco-churn").toString();

  @TempDir Path root;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void bringData() throws IOException {
    Path folder = Files.createDirectories(root.resolve("data/telco_churn"));
    Files.copy(
        Path.of("src/test/resources/telco.csv"), folder.resolve("customer_churn_train_data.csv"));
    Environments.write(root);
  }

  @Tag("heavy")
  @Test
  void publishesEvaluatedVersionsAndTheSameModelForTheSameSeed() throws IOException {
    assertThat(train("--run-id", "r-one")).isEqualTo("0: ");
    assertThat(train("--run-id", "r-two", "--steps", "features,train,evaluate", "--force"))
        .isEqualTo("0: ");

    Artifact first = open(1);
    Manifest manifest = first.manifest();
    assertThat(manifest.classes()).containsExactly("No", "Yes");
    assertThat(manifest.positiveClass()).isEqualTo("Yes");
    assertThat(manifest.key()).containsExactly("customerID");
    assertThat(manifest.inputs()).extracting("name").contains("TotalCharges", "tenure");
    assertThat(manifest.inputs()).extracting("name").doesNotContain("Churn", "customerID");
    assertThat(manifest.derived()).extracting("name").contains("total_charges");
    assertThat(manifest.parameters())
        .containsEntry("iterations", 40)
        .hasEntrySatisfying("trees", trees -> assertThat((Integer) trees).isBetween(1, 40));
    assertThat(manifest.trainingData().rows()).isEqualTo(400);
    assertThat(manifest.warnings()).noneMatch(warning -> warning.contains("no probabilities"));
    assertThat(manifest.parameters()).containsKey("rows_fitted").doesNotContainKey("sample");
    assertThat(manifest.libraries()).containsEntry("catboost", "1.0.6").containsKey("propensity");
    assertThat(manifest.files())
        .extracting("path")
        .contains(
            "model.cbm",
            "MLmodel",
            "metrics.json",
            "metrics.csv",
            "curves.json",
            "feature_importance.json",
            "figures/roc_curve.png",
            "figures/precision_recall_curve.png",
            "figures/calibration_curve.png",
            "figures/score_distribution.png",
            "figures/feature_importance.png");
    assertThat(manifest.metrics()).containsOnlyKeys("train", "validation", "test");
    assertThat(manifest.metrics().values())
        .allSatisfy(
            metrics ->
                assertThat(metrics)
                    .containsKeys("rows", "positive_rate", "roc_auc", "log_loss", "accuracy"));
    assertThat(first.read("model.cbm")).isNotEmpty();
    assertThat(ImageIO.read(new ByteArrayInputStream(first.read("figures/roc_curve.png"))))
        .isNotNull();

    Manifest second = open(2).manifest();
    assertThat(second.metrics()).isEqualTo(manifest.metrics());
    assertThat(second.baseline()).isEqualTo(manifest.baseline());
    assertThat(second.trainingData().fingerprint())
        .isEqualTo(manifest.trainingData().fingerprint());
  }

  @Test
  void theManifestSaysHowTheModelCameAboutAndTheFilesSayTheSame() throws IOException {
    assertThat(train("--run-id", "r-told")).isEqualTo("0: ");

    Artifact artifact = open(1);
    Manifest manifest = artifact.manifest();
    assertThat(manifest.runId()).hasToString("r-told");
    assertThat(manifest.createdAt()).isBetween(Instant.now().minusSeconds(600), Instant.now());
    assertThat(manifest.seed()).isEqualTo(manifest.split().seed());
    assertThat(manifest.trainingData().uri()).endsWith("warehouse/telco-churn/features");
    assertThat(manifest.libraries()).containsEntry("spark", LocalSpark.session().version());
    assertThat(artifact.read("MLmodel"))
        .asString(StandardCharsets.UTF_8)
        .contains("\"catboost\"", "model.cbm", "\"python_function\"", "\"signature\"");
    JsonNode metrics = new ObjectMapper().readTree(artifact.read("metrics.json"));
    manifest
        .metrics()
        .forEach(
            (split, values) ->
                values.forEach(
                    (name, value) ->
                        assertThat(metrics.path(split).path(name).doubleValue()).isEqualTo(value)));
    assertThat(metrics.path("test").path("confusion_matrix").path("labels"))
        .extracting(JsonNode::asText)
        .containsExactly("No", "Yes");
    assertThat(metrics.path("threshold").path("value").doubleValue())
        .isEqualTo(manifest.threshold());
    assertThat(metrics.path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(manifest.warnings());
    assertThat(root.resolve("reports/telco-churn/r-told/metrics.json"))
        .hasBinaryContent(artifact.read("metrics.json"));
    assertThat(artifact.read("metrics.csv"))
        .asString(StandardCharsets.UTF_8)
        .startsWith("split,metric,value\ntrain,rows,")
        .contains("\ntest,roc_auc," + metrics.path("test").path("roc_auc").doubleValue() + "\n");
    JsonNode importances = new ObjectMapper().readTree(artifact.read("feature_importance.json"));
    JsonNode main = importances.path("kinds").path(0);
    assertThat(main.path("name").asText()).isEqualTo("prediction_values_change");
    assertThat(main.path("features")).hasSize(manifest.features().size());
    assertThat(importances.path("interactions").path(0).path("strength").doubleValue())
        .isPositive();
    double sum = 0;
    for (JsonNode importance : main.path("features")) {
      sum += importance.path("importance").doubleValue();
    }
    assertThat(sum).isCloseTo(100, within(0.01));
  }

  @Tag("heavy")
  @Test
  void blankChargesAreMissingNumbersAndTheBaselineCountsThem() throws IOException {
    train();

    Manifest manifest = open(1).manifest();
    assertThat(manifest.baseline().features().get("total_charges"))
        .isInstanceOfSatisfying(
            Histogram.Numeric.class, histogram -> assertThat(histogram.nulls()).isEqualTo(5));
    assertThat(manifest.baseline().features().get("Contract"))
        .isInstanceOfSatisfying(
            Histogram.Categorical.class,
            histogram -> assertThat(histogram.counts()).hasSize(3).containsKey("One year"));
    assertThat(raw()).hasSize(400);
  }

  @Tag("heavy")
  @Test
  void drawsNoFiguresWhereTheEnvironmentSaysSoAndWeighsClasses() throws IOException {
    Path environment = root.resolve("env.yaml");
    Files.writeString(environment, Files.readString(environment) + "figures: false\n");

    assertThat(train("--set", "class_weights=balanced")).isEqualTo("0: ");

    Manifest manifest = open(1).manifest();
    double positives = Objects.requireNonNull(metric(manifest, "positive_rate"));
    assertThat(manifest.parameters().get("class_weights"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Double.class))
        .hasEntrySatisfying(
            "No", weight -> assertThat(weight).isCloseTo(0.5 / (1 - positives), within(1e-9)))
        .hasEntrySatisfying(
            "Yes", weight -> assertThat(weight).isCloseTo(0.5 / positives, within(1e-9)));
    assertThat(manifest.warnings())
        .contains(
            "Scores are no probabilities: class_weights weighs classes or rows in the fit. Ranks"
                + " are right; for probabilities set evaluation.calibration");
    assertThat(manifest.files())
        .extracting("path")
        .contains("model.cbm", "MLmodel", "metrics.json", "metrics.csv", "feature_importance.json")
        .noneMatch(path -> path.toString().startsWith("figures/"));
  }

  @Test
  void reportsTheRun() throws IOException {
    train("--run-id", "r-reported");
    assertThat(out.toString())
        .matches(
            "Published models/telco-churn/1: ROC AUC 0\\.\\d{4} ± 0\\.\\d{4}, .* rows of the test"
                + " split\\R");

    RunReport report =
        Json.readVersioned(
            Files.readAllBytes(root.resolve("reports/telco-churn/r-reported/_run.json")),
            RunReport.class,
            "report");
    assertThat(report.modelName()).isEqualTo("telco-churn");
    assertThat(report.modelVersion()).isEqualTo(1);
    assertThat(report.scored()).isEqualTo(400);
    ScoreSummary scores = Objects.requireNonNull(report.scores());
    assertThat(scores.quantiles())
        .containsOnlyKeys("min", "p10", "p25", "p50", "p75", "p90", "max");
    assertThat(scores.histogram().counts()).hasSize(20);
    assertThat(scores.histogram().edges().get(0)).isEqualTo(0.05);
    assertThat(open(1).manifest().baseline().score()).isEqualTo(scores.histogram());
    assertThat(report.seconds())
        .containsOnlyKeys(
            "ingest",
            "features",
            "split",
            "select",
            "fit",
            "evaluate",
            "figures",
            "publish",
            "export");
    assertThat(root.resolve("reports/telco-churn/r-reported/index.html"))
        .content()
        .contains("Published models/telco-churn/1: ROC AUC ")
        .contains("<h2>Metrics by split</h2>", "<img src=\"data:image/png;base64,iVBOR")
        .contains("<h2>Importance by prediction_values_change (", "<h2>Ingestion</h2>")
        .contains("<h2>Features of 400 labelled rows</h2>", "<h2>Tables</h2>")
        .containsPattern(
            "<p>Made in [0-9.]+ seconds, [0-9,]+ rows of the 400 of the sources a second")
        .doesNotContain("Stood as an earlier run left it", "<script", "http");
  }

  @Test
  void parametersThatCatBoostRefusesAreFoundBeforeTheWork() throws IOException {
    List<Path> before = workDirectories();

    assertThat(train("--set", "algorithm.params.depth=99"))
        .startsWith("78: " + PIPELINE + "/pipeline.yaml:")
        .contains("CatBoost refuses algorithm.params of pipeline.yaml: Maximum tree depth is 16");
    assertThat(train("--set", "algorithm.params.bootstrap_type=Bernouilli"))
        .startsWith("78: ")
        .contains("CatBoost refuses algorithm.params of pipeline.yaml: ", "Bernouilli");
    assertThat(train("--set", "tuning.space={max_depth: [4, 99], etta: [0.1], eta: [0.2, x]}"))
        .startsWith("78: --set tuning.space=")
        .contains(
            "tuning.space.max_depth has 99: CatBoost refuses",
            "tuning.space.etta has 0.1: CatBoost refuses",
            "did you mean 'eta'?",
            "tuning.space.eta has x: CatBoost refuses")
        .hasLineCount(3);
    assertThat(
            train(
                "--set",
                "algorithm={name: random-forest}",
                "--set",
                "cross_validation={choose_iterations: true}"))
        .startsWith("78: --set cross_validation={choose_iterations: true}: ")
        .contains("random-forest does not tell the loss of every iteration; leave it out");

    assertThat(root.resolve("warehouse")).doesNotExist();
    assertThat(workDirectories()).isEqualTo(before);
  }

  @Tag("heavy")
  @Test
  void moreRowsThanTheDriverMayTakeAreRefusedOrSampled() throws IOException {
    assertThat(train("--set", "algorithm.max_rows=200"))
        .startsWith("65: CatBoost trains on the driver's machine, and ")
        .contains("more than algorithm.max_rows 200");

    assertThat(train("--set", "algorithm.max_rows=200", "--set", "algorithm.sample=true"))
        .isEqualTo("0: ");
    assertThat(open(1).manifest().parameters())
        .containsEntry("sample", true)
        .containsEntry("max_rows", 200)
        .hasEntrySatisfying("rows_fitted", rows -> assertThat((Integer) rows).isBetween(120, 200));
    assertThat(open(1).manifest().trainingData().rows()).isEqualTo(400);

    assertThat(train("--set", "algorithm.max_rows=1", "--set", "algorithm.sample=true"))
        .startsWith("65: The train split has ")
        .contains("not of both classes: raise algorithm.max_rows");
  }

  @Test
  void aFailedTrainingPublishesNothingAndLeavesNoFiles() throws IOException {
    List<Path> before = workDirectories();
    String[] nothingToLearnFrom = {
      "--set", "derive.same=tenure >= 0", "--set", "numeric=[same]", "--set", "categorical=[]"
    };

    assertThat(train(nothingToLearnFrom))
        .startsWith("65: CatBoost cannot train: ")
        .contains("see the data of the features table");

    assertThat(root.resolve("models")).doesNotExist();
    assertThat(workDirectories()).isEqualTo(before);
  }

  @Test
  void eachFailureHasItsExitCodeAndALine() throws IOException {
    assertThat(train("--steps", "train")).startsWith("66: There is no features table at");
    assertThat(train("--steps", "features"))
        .startsWith("66: There is no raw table at")
        .contains("run --steps ingest first");
    assertThat(train("--steps", "ingest,exprot"))
        .startsWith(
            "64: --steps: there is no step 'exprot'; the steps are"
                + " ingest,features,train,evaluate,export");
    assertThat(train("--set", "label.positive=Maybe"))
        .startsWith("65: label: column 'Churn' must have two values, 'Maybe' among them");
    assertThat(train("--set", "colour=red"))
        .startsWith("78: --set colour=red: unknown key 'colour'");
    Files.delete(root.resolve("data/telco_churn/customer_churn_train_data.csv"));
    assertThat(train()).startsWith("66: There is no raw data at");
  }

  @Test
  void aNameThatNoColumnHasIsFoundBeforeAnythingIsWritten() {
    assertThat(train("--set", "label.column=Chrun"))
        .startsWith(
            "78: --set label.column=Chrun: label.column: the rows have no column 'Chrun'; their columns are customerID,")
        .hasLineCount(1);
    assertThat(train("--set", "key=customer"))
        .startsWith(
            "78: --set key=customer: key: the rows have no column 'customer'; their columns are customerID,");
    assertThat(train("--set", "numeric=[tenur]"))
        .startsWith("78: --set numeric=[tenur]: numeric[0]: feature 'tenur' is neither");
    assertThat(train("--set", "derive.long=tenur > 24"))
        .startsWith("78: --set derive.long=tenur > 24: derive.long: at character 1");
    assertThat(root.resolve("warehouse")).doesNotExist();

    assertThat(train("--steps", "ingest")).isEqualTo("0: ");
    assertThat(train("--steps", "features", "--set", "label.column=Chrun"))
        .startsWith("78: --set label.column=Chrun: label.column: the rows have no column 'Chrun'");
  }

  /** A key, a rule across keys, a parameter, a column, an expression, a file and a query. */
  @Test
  void faultsOfEveryKindAreToldAtOnceEachWithItsLine() throws IOException {
    Path folder = faulty(BROKEN);

    assertThat(faults(folder))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "3: key: the rows have no column 'idd'; their columns are id, age, city, spend, gone"),
            line -> assertThat(line).startsWith("5: unknown key 'colour'"),
            line -> assertThat(line).startsWith("12: derive.old: at character 1: column 'aeg'"),
            line -> assertThat(line).startsWith("13: derive.broken: at character "),
            line ->
                assertThat(line).startsWith("17: numeric[1]: feature 'spnd' is neither a column"),
            line -> assertThat(line).startsWith("19: exclude[0]: there is no column 'nothing'"),
            line -> assertThat(line).startsWith("20: weight: the rows have no column 'heavy'"),
            line ->
                assertThat(line)
                    .startsWith(
                        "24: CatBoost refuses algorithm.params of pipeline.yaml: Maximum tree depth"),
            line ->
                assertThat(line)
                    .startsWith(
                        "26: 'evaluation.threshold' is chosen on the validation split, which has no rows"),
            line ->
                assertThat(line)
                    .startsWith("27: exports/wrong.sql, line 1, character 8: function 'rand'"),
            line ->
                assertThat(line)
                    .startsWith(
                        "28: exports/other.sql, line 1, character 15: 'users' is no table here"),
            line -> assertThat(line).startsWith("29: There is no file of the pipeline "));
    assertThat(root.resolve("warehouse")).doesNotExist();
  }

  @Test
  void whatFollowsFromAnUnknownPartIsNotToldAndTheRestIs() throws IOException {
    Path folder =
        faulty(
            BROKEN
                .replace("task: binary", "task: binry")
                .replace("  column: gone", "  colum: gone")
                .replace("schema: id STRING", "schema: id TEXT"));

    assertThat(faults(folder))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("4: 'task' is 'binry'"),
            line -> assertThat(line).startsWith("5: unknown key 'colour'"),
            line ->
                assertThat(line).startsWith("10: 'sources.raw.schema' is not a list of columns"),
            line -> assertThat(line).startsWith("13: derive.broken: at character "),
            line -> assertThat(line).startsWith("15: unknown key 'label.colum'"),
            line -> assertThat(line).startsWith("15: 'label' needs exactly one of column"),
            line -> assertThat(line).startsWith("26: 'evaluation.threshold' is chosen"),
            line -> assertThat(line).startsWith("27: exports/wrong.sql, line 1"),
            line -> assertThat(line).startsWith("28: exports/other.sql, line 1"),
            line -> assertThat(line).startsWith("29: There is no file"));
  }

  @Test
  void namesThatOnlyTheDataKnowAreToldTogetherWithTheirLines() throws IOException {
    Path folder =
        faulty(
            """
            format_version: 1
            name: faulty
            key: user_id
            task: binary
            sources: {raw: {format: sample_users, options: {rows: 1000}}}
            label: {expression: monetary > 0}
            derive:
              a: nonsense > 1
            numeric:
              - age
              - agge
            categorical: [contry]
            algorithm: {name: catboost}
            """);

    assertThat(faults(folder))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("8: derive.a: at character 1: column 'nonsense'"),
            line -> assertThat(line).startsWith("11: numeric[1]: feature 'agge' is neither"),
            line -> assertThat(line).startsWith("12: categorical[0]: feature 'contry' is neither"));
  }

  private static final String BROKEN =
      """
      format_version: 1
      name: faulty
      key: idd
      task: binary
      colour: red
      sources:
        raw:
          path: ${raw}/none.csv
          format: csv
          schema: id STRING, age INT, city STRING, spend DOUBLE, gone STRING
      derive:
        old: aeg > 60
        broken: age >
      label:
        column: gone
        positive: "yes"
      numeric: [age, spnd, spend]
      categorical: [city]
      exclude: [nothing]
      weight: heavy
      split: {validation: 0}
      algorithm:
        name: catboost
        params: {depth: 99}
      evaluation:
        threshold: best_f1
      exports: [exports/wrong.sql,
        exports/other.sql,
        exports/none.sql]
      """;

  private Path faulty(String yaml) throws IOException {
    Path folder = Files.createDirectories(root.resolve("faulty"));
    Files.writeString(folder.resolve("pipeline.yaml"), yaml);
    if (yaml.contains("exports")) {
      Path exports = Files.createDirectories(folder.resolve("exports"));
      Files.writeString(exports.resolve("wrong.sql"), "SELECT rand() FROM raw");
      Files.writeString(exports.resolve("other.sql"), "SELECT * FROM users");
    }
    return folder;
  }

  /** The lines of the message, each without the file's name. */
  private List<String> faults(Path folder) {
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of("ROOT", root.toString()),
            new PrintWriter(out),
            new PrintWriter(err),
            "--pipeline",
            folder.toString(),
            "--env",
            root.resolve("env.yaml").toString());
    assertThat(code).isEqualTo(78);
    return err.toString()
        .lines()
        .map(line -> line.replaceFirst("^\\S*pipeline.yaml:", ""))
        .toList();
  }

  @Test
  void newDataIsNotTrainedOnWithoutItsFeatures() {
    assertThat(train("--steps", "ingest,train"))
        .startsWith("64: --steps ingest,train would leave a gap");
    assertThat(root.resolve("warehouse")).doesNotExist();
  }

  @Tag("heavy")
  @Test
  void aStepWhoseResultStandsIsDoneAgainOnlyByForce() throws IOException {
    assertThat(train("--run-id", "r-first")).isEqualTo("0: ");
    assertThat(out.toString()).startsWith("Published models/telco-churn/1: ROC AUC ");

    assertThat(train("--run-id", "r-again")).isEqualTo("0: ");
    assertThat(out.toString())
        .contains("models/telco-churn/1 stands: ROC AUC ")
        .contains("--force trains another");
    assertThat(root.resolve("models/telco-churn/2")).doesNotExist();
    assertThat(Files.readString(root.resolve("reports/telco-churn/r-again/_run.json")))
        .containsPattern("\"standing\" : \\[ \"ingest\", \"features\", \"train\", \"evaluate\" ]");
    for (String file :
        List.of("metrics.json", "metrics.csv", "feature_importance.json", "figures/lift.png")) {
      assertThat(root.resolve("reports/telco-churn/r-again").resolve(file))
          .hasSameBinaryContentAs(root.resolve("reports/telco-churn/r-first").resolve(file));
    }
    String first = page("r-first");
    assertThat(page("r-again"))
        .contains("models/telco-churn/1 stands: ROC AUC ")
        .contains("Stood as an earlier run left it: ingest, features, train, evaluate")
        .contains(
            first.substring(first.indexOf("<h2>Metrics by split"), first.indexOf("<h2>Ingestion")));

    String gate = "evaluation.gate={metric: roc_auc, at_least: 0.1}";
    assertThat(train("--run-id", "r-gate", "--set", gate)).isEqualTo("0: ");
    assertThat(open(2).manifest().runId().value()).isEqualTo("r-gate");
    assertThat(root.resolve("models/telco-churn/_candidates/r-first")).exists();

    assertThat(train("--run-id", "r-force", "--force")).isEqualTo("0: ");
    TrainingData before = open(1).manifest().trainingData();
    TrainingData forced = open(3).manifest().trainingData();
    assertThat(forced.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(forced.snapshot()).isNotEqualTo(before.snapshot());
    assertThat(root.resolve("models/telco-churn/_candidates/r-force")).exists();
  }

  @Test
  void aTrialAndAModelBelowTheGatePublishNothingAndAreReported() throws IOException {
    assertThat(train("--run-id", "r-trial", "--trial")).isEqualTo("0: ");
    assertThat(out.toString()).startsWith("Tried, nothing published: ROC AUC ");

    String gate = "evaluation.gate={metric: roc_auc, at_least: 0.999}";
    assertThat(train("--run-id", "r-gate", "--set", gate))
        .startsWith("65: Not published: roc_auc of the test split is 0.")
        .contains("evaluation.gate wants it to be at least 0.999");
    assertThat(root.resolve("models/telco-churn/1")).doesNotExist();

    assertThat(page("r-trial"))
        .contains("Tried, nothing published: ROC AUC ", "<h2>Metrics by split</h2>");
    assertThat(page("r-gate"))
        .contains("<p class=\"lead\">Not published: roc_auc of the test split is 0.")
        .contains("<h2>Metrics by split</h2>", "<h2>Ingestion</h2>")
        .doesNotContain("The run ended early");
    for (String run : List.of("r-trial", "r-gate")) {
      Path report = root.resolve("reports/telco-churn").resolve(run);
      assertThat(report.resolve("metrics.json")).content().contains("\"roc_auc\" : 0.");
      assertThat(report.resolve("figures/roc_curve.png")).isNotEmptyFile();
    }
    assertThat(root.resolve("reports/telco-churn/r-gate/metrics.json"))
        .content()
        .contains("\"passed\" : false");
  }

  @Tag("heavy")
  @Test
  void evaluatesWhatTheTrainStepLeft() throws IOException {
    assertThat(train("--steps", "ingest,features,train")).isEqualTo("0: ");
    assertThat(root.resolve("models/telco-churn/1")).doesNotExist();
    assertThat(train("--steps", "evaluate", "--set", "algorithm.params.depth=3"))
        .startsWith("66: The candidate of run ")
        .contains("run --steps train,evaluate");
    assertThat(train("--steps", "evaluate")).isEqualTo("0: ");
    assertThat(open(1).manifest().parameters()).containsKey("rows_fitted");

    Path model;
    try (Stream<Path> files = Files.walk(root.resolve("models/telco-churn/_candidates"))) {
      model = files.filter(file -> file.endsWith("model.cbm")).findFirst().orElseThrow();
    }
    Files.writeString(model, "broken");
    assertThat(train("--steps", "evaluate", "--force"))
        .startsWith("65: " + model + " is not the file that the train step wrote");
  }

  @Test
  void aRunIdIsUsedOnce() {
    assertThat(train("--run-id", "r-once", "--steps", "ingest,features")).isEqualTo("0: ");

    assertThat(train("--run-id", "r-once", "--steps", "train"))
        .startsWith("64: Run id 'r-once' was used: choose another");
    assertThat(root.resolve("models")).doesNotExist();
  }

  @Test
  void aReportThatCannotBeWrittenIsKnownBeforeTheWork() throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("reports")).resolve("telco-churn"), "");

    assertThat(train("--run-id", "r-nowhere"))
        .startsWith("78: The folder of reports ")
        .contains("cannot be a directory, for it is a file: name another place");
    assertThat(root.resolve("warehouse")).doesNotExist();
  }

  /** The exit code and what the job said on stderr. */
  private String train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline",
                PIPELINE,
                "--env",
                root.resolve("env.yaml").toString(),
                "--set",
                "algorithm.params.iterations=40"));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of("ROOT", root.toString()),
            new PrintWriter(out),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private static @Nullable Double metric(Manifest manifest, String name) {
    return manifest.metrics().getOrDefault("train", Map.of()).get(name);
  }

  private String page(String run) throws IOException {
    return Files.readString(root.resolve("reports/telco-churn").resolve(run).resolve("index.html"));
  }

  private Artifact open(int version) {
    return new ArtifactStore(root.resolve("models").toString(), new Configuration())
        .open(new ModelVersion("telco-churn", version));
  }

  private List<Row> raw() {
    return LocalWarehouse.rows(root.resolve("warehouse"), "telco-churn/raw").collectAsList();
  }

  private static List<Path> workDirectories() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(WorkDirectory.PREFIX))
          .sorted()
          .toList();
    }
  }
}
