package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import io.propensity.artifact.ArtifactStore;
import io.propensity.json.Json;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunReport;
import io.propensity.test.BrokenTables;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a run reports, and how it ends when its places or its files are not what they have to be.
 */
class TrainingRunTest {

  private static final String PIPELINE = "../pipelines/campaign-response";
  private static final String RAW = "campaign-response/raw";

  @TempDir private Path root;
  private String pipeline = PIPELINE;

  @BeforeEach
  void writeAnEnvironment() throws IOException {
    Environments.write(root);
  }

  @Test
  void aRunThatOnlyIngestsReportsItsRowsAndNoModel() throws IOException {
    Files.writeString(root.resolve("models"), "a root that this run does not write to");

    assertThat(run("--steps=ingest", "--run-id=r-ingest")).isEqualTo("0: ");

    RunReport report = report("r-ingest");
    assertThat(report.usersRead()).isEqualTo(1500);
    assertThat(report.modelVersion()).isNull();
    assertThat(report.audience()).isZero();
    assertThat(Files.readString(file("r-ingest"))).doesNotContain("model_version");
    assertThat(page("r-ingest"))
        .contains("Steps that ran: ingest", "<h2>Ingestion</h2>", "<h2>Quality</h2>", "1,500")
        .doesNotContain("<h2>Metrics", "<h2>Features", "<h2>Export");
  }

  @Test
  void aRunThatStopsAtFeaturesReportsAllRowsOfTheRawTable() throws IOException {
    assertThat(run("--steps=ingest,features", "--run-id=r-both")).isEqualTo("0: ");
    assertThat(run("--steps=features", "--run-id=r-features")).isEqualTo("0: ");

    for (String run : List.of("r-both", "r-features")) {
      assertThat(report(run).usersRead()).isEqualTo(1500);
      assertThat(report(run).modelVersion()).isNull();
    }
  }

  @Test
  void tablesOfAnotherSourceAreRefused() {
    String other = "--set=sources.raw.options.seed=7";
    assertThat(run("--steps=ingest,features")).isEqualTo("0: ");

    assertThat(run("--steps=features", other))
        .startsWith("78: The raw table at " + table("raw") + " was not read from sources.raw");
    assertThat(run("--steps=train", other))
        .startsWith("78: The features table at " + table("features") + " was not made by this");

    assertThat(run("--steps=ingest", other)).isEqualTo("0: ");
    assertThat(run("--steps=features"))
        .startsWith("78: The raw table at " + table("raw") + " was not read from sources.raw");
  }

  @Tag("heavy")
  @Test
  void aRawTableThatSomebodyElseWroteIsTaken() {
    assertThat(run("--steps=ingest")).isEqualTo("0: ");
    Dataset<Row> users = LocalWarehouse.rows(warehouse(), RAW);
    users.write().parquet(root.resolve("plain").toString());
    LocalWarehouse.write(
        warehouse(), RAW, LocalSpark.session().read().parquet(root.resolve("plain").toString()));

    assertThat(run("--steps=features")).isEqualTo("0: ");
  }

  @Tag("heavy")
  @Test
  void aRawTableOfPlainParquetFilesIsTaken() throws IOException {
    assertThat(run("--steps=ingest")).isEqualTo("0: ");
    Dataset<Row> users = LocalWarehouse.rows(warehouse(), RAW);
    users.write().parquet(root.resolve("plain").toString());
    FileUtils.deleteDirectory(warehouse().toFile());
    FileUtils.moveDirectory(root.resolve("plain").toFile(), table("raw").toFile());

    assertThat(
            run(
                "--steps=features,train,evaluate",
                "--set=algorithm.params.iterations=5",
                "--run-id=r-plain"))
        .isEqualTo("0: ");

    assertThat(report("r-plain").snapshots()).containsOnlyKeys("features", "predictions");
    assertThat(report("r-plain").standing()).isNull();
  }

  @Tag("heavy")
  @Test
  void oneRunKeepsItsStatesAndTellsThemAndAnOlderOneCanBeTrainedOnAgain() throws IOException {
    exportCounts();
    String few = "--set=algorithm.params.iterations=5";
    assertThat(run(few, "--run-id=r-one")).isEqualTo("0: ");
    RunReport first = report("r-one");
    assertThat(first.snapshots()).containsOnlyKeys("raw", "features", "predictions");
    assertThat(first.standing()).isNull();
    assertThat(page("r-one"))
        .contains("<h2>Export counts, 1 row</h2>", "<th scope=\"row\">1500</th>")
        .contains("<a href=\"dashboard/counts.json\">dashboard/counts.json</a>");

    assertThat(run("--steps=ingest", "--set=sources.raw.options.seed=7")).isEqualTo("0: ");
    assertThat(run(few, "--steps=export", "--run-id=r-export")).isEqualTo("0: ");
    assertThat(report("r-export").snapshots()).isEqualTo(first.snapshots());
    assertThat(page("r-export"))
        .contains("<h2>Export counts, 1 row</h2>")
        .doesNotContain("Ingestion");

    long raw = snapshot(first, "raw");
    String again = "--set=sources.raw.snapshot=" + raw;
    Path candidate = root.resolve("models/campaign-response/_candidates/r-one/candidate.json");
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(candidate, yesterday);
    assertThat(run(few, again, "--run-id=r-again")).isEqualTo("0: ");
    assertThat(Files.getLastModifiedTime(candidate)).as("taken again").isGreaterThan(yesterday);
    RunReport second = report("r-again");
    assertThat(second.snapshots()).containsEntry("raw", raw);
    assertThat(second.standing()).containsExactly("features", "train", "evaluate");
    assertThat(second.modelVersion()).isEqualTo(1);
    assertThat(manifest(1).trainingData().sources()).isEqualTo(Map.of("raw", raw));
    assertThat(manifest(1).trainingData().snapshot()).isEqualTo(snapshot(second, "features"));

    assertThat(run("--steps=train", "--set=sources.raw.snapshot=17"))
        .startsWith(
            "78: The features table at " + table("features") + " was made of snapshot " + raw);
    assertThat(run("--steps=features", "--set=sources.raw.snapshot=17"))
        .startsWith("66: The table warehouse/campaign-response/raw has no snapshot 17: it has [");
  }

  @Test
  void stepsWhoseResultStandsAreNotDoneTwice() throws IOException {
    assertThat(run("--steps=ingest,features", "--run-id=r-one")).isEqualTo("0: ");
    assertThat(run("--steps=ingest,features", "--run-id=r-two")).isEqualTo("0: ");
    assertThat(report("r-two").standing()).containsExactly("ingest", "features");
    assertThat(report("r-two").snapshots()).isEqualTo(report("r-one").snapshots());
    assertThat(report("r-two").usersRead()).isEqualTo(report("r-one").usersRead());
    for (String name : List.of("features_summary.json", "quality.json")) {
      assertThat(file("r-two").resolveSibling(name))
          .hasSameTextualContentAs(file("r-one").resolveSibling(name));
    }

    assertThat(run("--steps=ingest,features", "--set=derive.dear=monetary * 2", "--run-id=r-other"))
        .isEqualTo("0: ");
    assertThat(report("r-other").standing()).containsExactly("ingest");
    assertThat(run("--steps=ingest,features", "--force", "--run-id=r-force")).isEqualTo("0: ");
    assertThat(report("r-force").standing()).isNull();
  }

  @Test
  void filesOfTheFolderAreReadAndParsedBeforeTheWork() throws IOException {
    exportCounts();
    String missing = "--set=exports=[exports/counts.sql, exports/none.sql]";
    assertThat(run(missing, "--set=features=rows.sql", "--set=algorithm.params.depth=99"))
        .startsWith("78: --set features=rows.sql: There is no file of the pipeline ")
        .contains(
            "--set exports=[exports/counts.sql, exports/none.sql]: There is no file of the pipeline "
                + pipeline
                + "/exports/none.sql: write it",
            pipeline + "/pipeline.yaml:",
            ": CatBoost refuses algorithm.params")
        .hasLineCount(3);

    Path folder = Path.of(pipeline);
    Files.writeString(folder.resolve("exports/wrong.sql"), "SELECT count(* FROM raw");
    Files.writeString(folder.resolve("exports/other.sql"), "SELECT 1 AS one\nFROM raws");
    Files.writeString(folder.resolve("rows.sql"), "DROP TABLE raw");
    assertThat(run("--set=features=rows.sql"))
        .startsWith("78: --set features=rows.sql: rows.sql, ")
        .contains(
            "exports/other.sql, line 2, character 6: 'raws' is no table here",
            "exports/wrong.sql, line 1, character ")
        .hasLineCount(3);
    assertThat(warehouse()).doesNotExist();
    assertThat(root.resolve("reports")).doesNotExist();

    assertThat(run("--steps=ingest")).isEqualTo("0: ");
  }

  @Tag("heavy")
  @Test
  void withoutATestSplitWhatComesNearestToItCounts() {
    String few = "--set=algorithm.params.iterations=5";
    assertThat(run(few, "--set=split={test: 0, validation: 0.3}")).isEqualTo("0: ");
    assertThat(manifest(1).metrics()).containsOnlyKeys("train", "validation");
    assertThat(manifest(1).warnings()).anyMatch(each -> each.contains("of the validation split"));

    String none = "--set=split={test: 0, validation: 0}";
    assertThat(run(few, none))
        .startsWith("78: ")
        .contains("'split.test' is 0, and so is split.validation");
    String folds = "--set=cross_validation={folds: 2}";
    assertThat(run(few, none, folds, "--set=evaluation.gate={metric: roc_auc, at_least: 0.999}"))
        .startsWith("65: Not published: roc_auc of the cross-validation's folds is 0.")
        .endsWith("wants it to be at least 0.999%n".formatted());
    assertThat(
            run(
                "--set=algorithm.params={n_estimators: 6, od_wait: 30}",
                none,
                "--set=cross_validation={folds: 2, choose_iterations: true}",
                "--set=refit=all",
                "--set=evaluation.gate={metric: roc_auc, at_least: 0.6}",
                "--run-id=r-folds"))
        .isEqualTo("0: ");
    assertThat(manifest(2).metrics()).containsOnlyKeys("train");
    Object trees = manifest(2).parameters().get("trees");
    assertThat(trees).asInstanceOf(INTEGER).isBetween(1, 6);
    assertThat(manifest(2).parameters()).containsEntry("iterations", trees);
    assertThat(file("r-folds").resolveSibling("cross_validation.json"))
        .content()
        .contains("\"iterations\" : " + trees, "\"deviation\" : ");
    assertThat(manifest(2).warnings())
        .anyMatch(each -> each.endsWith("those of the cross-validation count"));
  }

  @ParameterizedTest
  @CsvSource({
    "warehouse, ingest",
    "models, train",
    "reports, ingest",
  })
  void aRootThatIsAFileIsRefusedBeforeTheWork(String name, String step) throws IOException {
    Path file = Files.writeString(root.resolve(name), "");

    assertThat(run("--steps=" + step))
        .isEqualTo(
            "78: The %s root %s cannot be a directory, for it is a file: name another place%n"
                .formatted(name, file));
  }

  @Test
  void aSourceWithABrokenFileIsRefusedByTheFilesName() throws IOException {
    run("--steps=ingest");
    Dataset<Row> users = LocalWarehouse.rows(warehouse(), RAW);
    Path source = root.resolve("source");
    users.repartition(2).write().parquet(source.toString());
    Path broken = BrokenTables.breakLastFile(source);
    String parquet =
        "--set=sources.raw={format: parquet, path: %s, schema: \"%s\"}"
            .formatted(source, users.schema().toDDL());

    assertThat(run("--steps=ingest", parquet)).startsWith("65: " + broken + " cannot be read: ");
    assertThat(LocalWarehouse.rows(warehouse(), RAW).count()).isEqualTo(1500);
  }

  @Test
  void anIngestThatIsRefusedLeavesItsReportAndReplacesNothing() throws IOException {
    Path file =
        Files.writeString(root.resolve("users.csv"), "id,age,y\na,31,1\nb,young,1\nc,200,0\n");
    String csv =
        "--set=sources.raw={format: csv, path: %s, schema: 'id STRING, age INT, y INT', max_malformed: %d, quality: [{range: {age: {max: 120}, y: {min: -1.0e12}}}]}";
    String[] users = {
      "--steps=ingest",
      "--set=key=id",
      "--set=derive={}",
      "--set=label={column: y, positive: '1'}",
      "--set=numeric=[age]",
      "--set=categorical=[]"
    };
    String[] both = Arrays.copyOf(users, users.length + 2);
    both[users.length] = csv.formatted(file, 0);
    both[users.length + 1] = "--run-id=r-malformed";
    Path report = file("r-malformed").resolveSibling("ingestion_summary.json");
    assertThat(run(both))
        .startsWith("65: 1 of 3 rows of sources.raw are malformed, and max_malformed is 0")
        .endsWith(
            "users.csv line 3: it age is not int: b,young,1. Its report is %s%n".formatted(report));
    assertThat(Files.readString(report))
        .contains(
            "\"read\" : 3", "\"age is not int\" : 1", "\"text\" : \"b,young,1\"", "\"line\" : 3")
        .contains("\"refused\" : \"1 of 3 rows")
        .doesNotContain("\"snapshot\"");
    assertThat(Files.readString(report.resolveSibling("quality.json")))
        .contains("age is outside in 1 of 2 rows", "\"passed\" : false");

    both[users.length] = csv.formatted(file, 1);
    assertThat(run(both))
        .startsWith("65: The rows of sources.raw break 1 of 2 rules, and the table stays as it was")
        .endsWith("Its report is %s%n".formatted(report));
    assertThat(Files.readString(report)).contains("\"refused\" : \"The rows of sources.raw break");
    assertThat(file("r-malformed")).doesNotExist();
    assertThat(LocalWarehouse.find(warehouse(), RAW)).isEmpty();
    assertThat(LocalWarehouse.find(warehouse(), RAW + "_malformed")).isEmpty();
  }

  @Test
  void aTableOfAnEarlierStepWithABrokenFileIsRefusedByTheFilesName() throws IOException {
    run("--steps=ingest,features");

    Path features = BrokenTables.breakLastFile(table("features").resolve("data"));
    assertThat(run("--steps=train")).startsWith("65: " + features + " cannot be read: ");

    Path raw = BrokenTables.breakLastFile(table("raw").resolve("data"));
    assertThat(run("--steps=features", "--force")).startsWith("65: " + raw + " cannot be read: ");
  }

  @Test
  void aCsvSourceNeedsTheConnectorOfItsScheme() {
    assertThat(
            run(
                "--steps=ingest",
                "--set=sources.raw={format: csv, path: 's3a://bucket/users.csv', schema: 'user_id INT, age INT, responded INT'}",
                "--set=derive={}",
                "--set=numeric=[age]",
                "--set=categorical=[]"))
        .startsWith("78: s3a://bucket/users.csv: no file system is installed for 's3a'");
  }

  @Test
  void aCommitThatIsNoneIsRefusedBeforeTheWork() {
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of("ROOT", root.toString(), "PROPENSITY_GIT_COMMIT", "main"),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            "--pipeline=" + PIPELINE,
            "--env=" + root.resolve("env.yaml"));
    assertThat(code).isEqualTo(78);
    assertThat(err.toString()).startsWith("PROPENSITY_GIT_COMMIT 'main' is not a commit");
    assertThat(root.resolve("warehouse")).doesNotExist();
  }

  /** The exit code and what the job said on stderr. */
  private String run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline=" + pipeline,
                "--env=" + root.resolve("env.yaml"),
                "--set=sources.raw.options.rows=1500"));
    if (String.join(" ", more).contains("--set=sources.raw=")) {
      arguments.remove(2);
    }
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of("ROOT", root.toString()),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private static long snapshot(RunReport report, String table) {
    return Objects.requireNonNull(Objects.requireNonNull(report.snapshots()).get(table));
  }

  /** The pipeline with a query over all its tables. */
  private void exportCounts() throws IOException {
    Path folder = Files.createDirectories(root.resolve("pipelines/counted"));
    Files.copy(Path.of(PIPELINE, "pipeline.yaml"), folder.resolve("pipeline.yaml"));
    Files.writeString(
        Files.createDirectory(folder.resolve("exports")).resolve("counts.sql"),
        """
        SELECT count(*) AS n FROM raw
        JOIN features USING (user_id) JOIN predictions USING (user_id)
        """);
    pipeline = folder.toString();
  }

  private Manifest manifest(int version) {
    return new ArtifactStore(root.resolve("models").toString(), new Configuration())
        .open(new ModelVersion("campaign-response", version))
        .manifest();
  }

  private Path warehouse() {
    return root.resolve("warehouse");
  }

  private Path table(String name) {
    return root.resolve("warehouse/campaign-response").resolve(name);
  }

  private Path file(String run) {
    return root.resolve("reports/campaign-response").resolve(run).resolve("_run.json");
  }

  private String page(String run) throws IOException {
    return Files.readString(file(run).resolveSibling("index.html"));
  }

  private RunReport report(String run) throws IOException {
    return Json.readVersioned(Files.readAllBytes(file(run)), RunReport.class, "report");
  }
}
