package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users in a table of Delta Lake, whose log says which of its Parquet files hold. */
@Tag("heavy")
class DeltaTableIT {

  private static final String EXTENSION =
      "--conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
          + " --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog";

  @TempDir private Path directory;

  @Test
  void theFilesThatHoldAreScoredInTheVersionThatIsAskedFor() throws IOException {
    World world = World.at(directory);
    Ended trained =
        world.train(
            Map.of(),
            "campaign-response",
            "--set=sources.raw.options.rows=2000",
            "--set=algorithm.params.iterations=20");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    Path users = writeUsers();
    try (ConfigApiProcess api = ConfigApiProcess.start(directory.resolve("data"))) {
      long id =
          api.store("models/campaign-response/1", "TRUE", PlatformIT.FEATURES, PlatformIT.USERS);
      String[] options = {
        "--campaign-id=" + id, "--config-api-url=" + api.url(), "--users=" + users
      };

      Ended without = world.predict(Map.of(), options);
      assertThat(without.exitCode()).as(without.err()).isEqualTo(78);
      assertThat(without.err())
          .contains("users is a Delta Lake table, and no connector for it is among Spark's jars");

      Map<String, String> spark = Map.of("SPARK_ARGS", "--jars " + jars() + " " + EXTENSION);
      assertThat(scored(world, spark, id, "r-newest", options))
          .contains("\"scored\" : 1000,", "\"users\" : 1");
      assertThat(scored(world, spark, id, "r-first", with(options, "--users-snapshot=0")))
          .contains("\"scored\" : 2000,", "\"users\" : 0");
      Ended late = world.predict(spark, with(options, "--users-snapshot=2"));
      assertThat(late.exitCode()).isEqualTo(66);
      assertThat(late.err()).contains("has no version 2; its newest one is 1");
    }
  }

  private String scored(
      World world, Map<String, String> spark, long campaign, String run, String... options)
      throws IOException {
    Ended ended = world.predict(spark, with(options, "--run-id=" + run));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Files.readString(
        directory.resolve("output/campaign-" + campaign).resolve(run).resolve("_run.json"));
  }

  private static String[] with(String[] options, String more) {
    return Stream.concat(Arrays.stream(options), Stream.of(more)).toArray(String[]::new);
  }

  /** Two files in the first version, of which the second version removes one. */
  private Path writeUsers() throws IOException {
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    Dataset<Row> rows =
        spark
            .read()
            .parquet(directory + "/warehouse/campaign-response/raw/data")
            .orderBy("user_id");
    Path users = directory.resolve("users");
    rows.limit(1000).coalesce(1).write().parquet(users.toString());
    rows.offset(1000).coalesce(1).write().mode("append").parquet(users.toString());
    List<Path> files;
    try (Stream<Path> found = Files.list(users)) {
      files = found.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
    assertThat(files).hasSize(2);
    Path log = Files.createDirectories(users.resolve("_delta_log"));
    String first =
        """
        {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
        {"metaData":{"id":"0b7cf4b6-4d0b-4f0d-9c61-3f1f4b1f0a11","format":{"provider":"parquet","options":{}},"schemaString":"%s","partitionColumns":[],"configuration":{},"createdTime":1764000000000}}
        """
            .formatted(rows.schema().json().replace("\"", "\\\""));
    String adds = files.stream().map(DeltaTableIT::added).collect(Collectors.joining());
    Files.writeString(log.resolve("00000000000000000000.json"), first + adds);
    Files.writeString(
        log.resolve("00000000000000000001.json"),
        """
        {"remove":{"path":"%s","deletionTimestamp":1764000000001,"dataChange":true}}
        """
            .formatted(files.get(1).getFileName()));
    return users;
  }

  private static String added(Path file) {
    try {
      return """
      {"add":{"path":"%s","partitionValues":{},"size":%d,"modificationTime":1764000000000,"dataChange":true}}
      """
          .formatted(file.getFileName(), Files.size(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Delta's own jars, which the tests bring along and Spark does not have. */
  private static String jars() {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(jar -> jar.contains("delta-spark") || jar.contains("delta-storage"))
            .collect(Collectors.joining(","));
    assertThat(jars).contains("delta-spark", "delta-storage");
    return jars;
  }
}
