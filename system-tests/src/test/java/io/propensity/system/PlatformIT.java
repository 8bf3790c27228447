package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformIT {

  static final List<String> FEATURES =
      List.of(
          "recency",
          "frequency",
          "monetary",
          "engagement_score",
          "days_since_last_purchase",
          "country",
          "age",
          "is_premium",
          "spend_per_order",
          "lapsed");
  private static final String SMALL = "--set=sources.raw.options.rows=2000";
  private static final String QUICK = "--set=algorithm.params.iterations=20";
  static final String USERS = "warehouse/campaign-response/raw";

  @TempDir private static Path directory;
  private static World world = new World(Path.of("none"));

  @BeforeAll
  static void trainAModel() throws IOException {
    world = World.at(directory);
    Ended trained = world.train(Map.of(), "campaign-response", SMALL, QUICK);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(world.versions("campaign-response")).containsExactly("1");
  }

  @AfterAll
  static void everyProcessHasEnded() {
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Tag("heavy")
  @Test
  void aClusterOfTwoWorkersPredictsWhatOneProcessPredicts() throws IOException {
    try (ConfigApiProcess api = ConfigApiProcess.start(directory.resolve("data-cluster"));
        SparkCluster cluster = SparkCluster.start(directory.resolve("cluster"))) {
      long id =
          api.store("models/campaign-response/1", "country = 'US' AND age > 25", FEATURES, USERS);
      List<Row> alone = predictions(api, id, "r-alone", "--master local[2]");
      List<Row> together =
          predictions(
              api,
              id,
              "r-together",
              "--master %s --executor-memory 512m --conf spark.sql.files.maxPartitionBytes=64k"
                  .formatted(cluster.url()));
      assertThat(alone).hasSizeGreaterThan(100);
      assertThat(together).isEqualTo(alone);
      assertThat(api.get("/runs/r-together"))
          .as("a run that was started by hand registers itself")
          .contains("\"state\":\"SUCCEEDED\"", "\"launcher\":null", "\"scored\":" + alone.size());
      refusesAModelThatIsNotThere(api);
    }
  }

  @Test
  void aJobThatFailsSaysSoInOneLineAndLeavesNothing() throws IOException {
    Path output = directory.resolve("output-refused");
    Ended refused = world.predict(Map.of(), "--campaign-id=1", "--output=" + output);
    assertThat(refused.exitCode()).isEqualTo(69);
    // Beside ours there are the JVM's own line on Spark's vector module, and our sentences at INFO.
    assertThat(
            refused
                .err()
                .lines()
                .filter(line -> !line.contains(" INFO "))
                .filter(line -> !line.contains("jdk.incubator.vector")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("The service at http://localhost:9 did not answer");
    assertThat(refused.out()).isEmpty();
    assertThat(output).doesNotExist();
  }

  @Tag("heavy")
  @Test
  void theTelcoPipelineScoresTheSameAudienceThatPlainCountingFinds() throws IOException {
    Path raw = TelcoData.directory(directory);
    long expected = TelcoData.monthToMonthAfterAYear(raw);
    Map<String, String> environment = Map.of("PROPENSITY_RAW", raw.toString());
    Ended trained = world.train(environment, "telco-churn", QUICK);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    try (ConfigApiProcess api = ConfigApiProcess.start(directory.resolve("data-telco"))) {
      long id =
          api.store(
              "models/telco-churn/1",
              "Contract = 'Month-to-month' AND tenure > 12",
              TelcoData.features(directory.resolve("models/telco-churn/1/manifest.json")),
              "warehouse/telco-churn/raw");
      Ended predicted =
          world.predict(
              environment,
              "--campaign-id=" + id,
              "--config-api-url=" + api.url(),
              "--run-id=r-telco");
      assertThat(predicted.exitCode()).as(predicted.err()).isZero();
      assertThat(
              Files.readString(directory.resolve("output/campaign-" + id + "/r-telco/_run.json")))
          .contains("\"scored\" : " + expected + ",");
    }
  }

  /** Known only when Spark runs already, whose end must not cost the exit code. */
  private static void refusesAModelThatIsNotThere(ConfigApiProcess api) {
    long id = api.store("models/never-published/1", "TRUE", FEATURES, USERS);
    Ended refused = world.predict(Map.of(), "--campaign-id=" + id, "--config-api-url=" + api.url());
    assertThat(refused.exitCode()).isEqualTo(66);
    assertThat(refused.err())
        .contains("There is no model never-published/1 under " + directory.resolve("models"))
        .doesNotContain("Reading the table again", "at io.propensity");
    assertThat(directory.resolve("output/campaign-" + id)).doesNotExist();
  }

  private static List<Row> predictions(
      ConfigApiProcess api, long campaign, String run, String sparkArguments) {
    Ended predicted =
        world.predict(
            Map.of("SPARK_ARGS", sparkArguments, "SPARK_LOCAL_IP", "127.0.0.1"),
            "--campaign-id=" + campaign,
            "--config-api-url=" + api.url(),
            "--run-id=" + run);
    assertThat(predicted.exitCode()).as(predicted.err()).isZero();
    SparkSession spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
    return spark
        .read()
        .parquet(directory + "/output/campaign-" + campaign + "/" + run)
        .select("user_id", "prediction_score")
        .orderBy("user_id")
        .collectAsList();
  }
}
