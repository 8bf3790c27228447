package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.run.RunId;
import io.propensity.table.Tables;
import io.propensity.test.BrokenTables;
import io.propensity.test.LocalSpark;
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
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a run reports, and how it ends when its places or its files are not what they have to be.
 */
class TrainingRunTest {

  private static final String PIPELINE = "../pipelines/campaign-response";

  @TempDir private Path root;

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

  @Test
  void aRawTableThatSomebodyElseWroteIsTaken() {
    assertThat(run("--steps=ingest")).isEqualTo("0: ");
    Dataset<Row> users = LocalSpark.session().read().parquet(table("raw").toString());
    Dataset<Row> plain = LocalSpark.session().createDataFrame(users.toJavaRDD(), bare(users));
    plain.write().parquet(root.resolve("plain").toString());
    assertThat(plain.schema().apply(0).metadata()).isEqualTo(Metadata.empty());
    Tables.replace(
        LocalSpark.session().read().parquet(root.resolve("plain").toString()),
        table("raw").toString(),
        new RunId("r-by-hand"));

    assertThat(run("--steps=features")).isEqualTo("0: ");
  }

  private static StructType bare(Dataset<Row> rows) {
    return StructType.fromDDL(rows.schema().toDDL());
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
    Dataset<Row> users = LocalSpark.session().read().parquet(table("raw").toString());
    Path source = root.resolve("source");
    users.repartition(2).write().parquet(source.toString());
    Path broken = BrokenTables.breakLastFile(source);
    String parquet =
        "--set=sources.raw={format: parquet, path: %s, schema: \"%s\"}"
            .formatted(source, users.schema().toDDL());

    assertThat(run("--steps=ingest", parquet)).startsWith("65: " + broken + " cannot be read: ");
    assertThat(LocalSpark.session().read().parquet(table("raw").toString()).count())
        .isEqualTo(1500);
  }

  @Test
  void aTableOfAnEarlierStepWithABrokenFileIsRefusedByTheFilesName() throws IOException {
    run("--steps=ingest,features");

    Path features = BrokenTables.breakLastFile(table("features"));
    assertThat(run("--steps=train")).startsWith("65: " + features + " cannot be read: ");

    Path raw = BrokenTables.breakLastFile(table("raw"));
    assertThat(run("--steps=features")).startsWith("65: " + raw + " cannot be read: ");
  }

  @Test
  void aCsvSourceNeedsTheConnectorOfItsScheme() {
    assertThat(
            run(
                "--steps=ingest",
                "--set=sources.raw={format: csv, path: 's3a://bucket/users.csv', schema: id INT}"))
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
                "--pipeline=" + PIPELINE,
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

  private Path table(String name) {
    return root.resolve("warehouse/campaign-response").resolve(name);
  }

  private Path file(String run) {
    return root.resolve("reports/campaign-response").resolve(run).resolve("_run.json");
  }

  private RunReport report(String run) throws IOException {
    return Json.readVersioned(Files.readAllBytes(file(run)), RunReport.class, "report");
  }
}
