package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.system.RunningProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users in a table of Delta Lake, whose log says which of its Parquet files hold. */
@Tag("heavy")
class DeltaTableIT {

  private static final String EXTENSION =
      "--conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension"
          + " --conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog";

  @TempDir private static Path directory;
  private static World world = new World(Path.of("none"));
  private static Path users = Path.of("none");
  private static long campaign;
  private static @Nullable ConfigApiProcess api;

  @BeforeAll
  static void trainAndWriteUsers() throws IOException {
    world = World.at(directory);
    Ended trained =
        world.train(
            Map.of(),
            "campaign-response",
            "--set=sources.raw.options.rows=2000",
            "--set=algorithm.params.iterations=20");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    users = writeUsers();
    ConfigApiProcess service = ConfigApiProcess.start(directory.resolve("data"));
    api = service;
    campaign =
        service.store("models/campaign-response/1", "TRUE", PlatformIT.FEATURES, PlatformIT.USERS);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @Test
  void theFilesThatHoldAreScoredInTheVersionThatIsAskedFor() throws IOException {
    Ended without = world.predict(Map.of(), options("--users=" + users));
    assertThat(without.exitCode()).as(without.err()).isEqualTo(78);
    assertThat(without.err())
        .contains("users is a Delta Lake table, and no connector for it is among Spark's jars");

    Map<String, String> spark = Map.of("SPARK_ARGS", "--jars " + jars(",") + " " + EXTENSION);
    assertThat(scored(world, spark, "r-newest", "--users=" + users))
        .contains("\"scored\" : 1000,", "\"users\" : 1");
    assertThat(scored(world, spark, "r-first", "--users=" + users, "--users-snapshot=0"))
        .contains("\"scored\" : 2000,", "\"users\" : 0");
    Ended late = world.predict(spark, options("--users=" + users, "--users-snapshot=2"));
    assertThat(late.exitCode()).isEqualTo(66);
    assertThat(late.err()).contains("has no version 2; its newest one is 1");
  }

  @Test
  void aTableOfTheCatalogThatTheEnvironmentNamesIsScored() throws IOException {
    World own =
        world.with(
            Files.createDirectory(directory.resolve("delta")),
            """
              spark.sql.extensions: io.delta.sql.DeltaSparkSessionExtension
              spark.sql.catalog.spark_catalog: %s
              %s: %s
            """
                .formatted(KnownDeltaTables.class.getName(), KnownDeltaTables.LOCATION, users));
    String classes = jars(":") + ":" + Path.of("target/test-classes").toAbsolutePath();
    Map<String, String> spark = Map.of("SPARK_ARGS", "--driver-class-path " + classes);
    String table = "--users=spark_catalog.crm.users";

    assertThat(scored(own, spark, "r-table", table)).contains("\"scored\" : 1000,");
    assertThat(scored(own, spark, "r-table-first", table, "--users-snapshot=0"))
        .contains("\"scored\" : 2000,");
    Ended late = own.predict(spark, options(table, "--users-snapshot=2"));
    assertThat(late.exitCode()).as(late.err()).isEqualTo(66);
    assertThat(late.err())
        .contains("The users table spark_catalog.crm.users has no version 2: ")
        .doesNotContain("\tat ");
    Ended absent = own.predict(spark, options("--users=spark_catalog.crm.user"));
    assertThat(absent.exitCode()).as(absent.err()).isEqualTo(66);
    assertThat(absent.err())
        .contains("There is no users table spark_catalog.crm.user in the catalog 'spark_catalog'");
  }

  @Test
  void aTableOfTheCatalogHoldsEachRunOnce() throws IOException {
    Path tables = directory.resolve("spark-tables");
    World own =
        world.with(
            Files.createDirectory(directory.resolve("delta-scores")),
            """
              spark.sql.extensions: io.delta.sql.DeltaSparkSessionExtension
              spark.sql.catalog.spark_catalog: %s
              spark.sql.sources.default: delta
              spark.sql.warehouse.dir: %s
              %s: %s
            """
                .formatted(
                    KnownDeltaTables.class.getName(),
                    tables.toUri(),
                    KnownDeltaTables.LOCATION,
                    users));
    String classes = jars(":") + ":" + Path.of("target/test-classes").toAbsolutePath();
    Map<String, String> spark = Map.of("SPARK_ARGS", "--driver-class-path " + classes);
    String table = "--output-table=spark_catalog.crm.scores";
    String given = "--users=" + users;

    assertThat(scored(own, spark, "r-one", given, table)).contains("\"scored\" : 1000,");
    assertThat(scored(own, spark, "r-two", given, table)).contains("\"scored\" : 1000,");
    Path scores = tables.resolve(KnownDeltaTables.SCORES);
    List<Path> twice = holding(scores);
    assertThat(rows(twice, "r-one")).isEqualTo(1000);
    assertThat(rows(twice, "r-two")).isEqualTo(1000);

    assertThat(scored(own, spark, "r-one", given, table)).contains("\"scored\" : 1000,");
    assertThat(holding(scores)).isEqualTo(twice);
    // The first attempt's commit to the table stood, its report was lost.
    Ended again =
        own.predict(
            spark,
            options(given, table, "--run-id=r-one", "--output=" + directory.resolve("elsewhere")));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(rows(holding(scores), "r-one")).isEqualTo(1000);
    assertThat(rows(holding(scores), "r-two")).isEqualTo(1000);
  }

  /** The files that a table's log says hold its rows now. */
  private static List<Path> holding(Path table) throws IOException {
    List<Path> commits;
    try (Stream<Path> found = Files.list(table.resolve("_delta_log"))) {
      commits = found.filter(path -> path.toString().endsWith(".json")).sorted().toList();
    }
    TreeSet<Path> files = new TreeSet<>();
    for (Path commit : commits) {
      for (String action : Files.readAllLines(commit)) {
        JsonNode read = new ObjectMapper().readTree(action);
        if (read.has("add")) {
          files.add(table.resolve(read.at("/add/path").asText()));
        } else if (read.has("remove")) {
          files.remove(table.resolve(read.at("/remove/path").asText()));
        }
      }
    }
    return List.copyOf(files);
  }

  private static long rows(List<Path> files, String run) {
    String[] ofRun =
        files.stream()
            .map(Path::toString)
            .filter(file -> file.contains(run))
            .toArray(String[]::new);
    return spark().read().parquet(ofRun).count();
  }

  private static SparkSession spark() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .getOrCreate();
  }

  private static String scored(World from, Map<String, String> spark, String run, String... options)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--run-id=" + run);
    Ended ended = from.predict(spark, options(all.toArray(String[]::new)));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return Files.readString(
        directory.resolve("output/campaign-" + campaign).resolve(run).resolve("_run.json"));
  }

  private static String[] options(String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--campaign-id=" + campaign);
    options.add("--config-api-url=" + Objects.requireNonNull(api).url());
    return options.toArray(String[]::new);
  }

  /** Two files in the first version, of which the second version removes one. */
  private static Path writeUsers() throws IOException {
    Dataset<Row> rows =
        spark()
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
  private static String jars(String separator) {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(jar -> jar.contains("delta-spark") || jar.contains("delta-storage"))
            .collect(Collectors.joining(separator));
    assertThat(jars).contains("delta-spark", "delta-storage");
    return jars;
  }
}
