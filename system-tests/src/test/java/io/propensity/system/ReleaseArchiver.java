package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes the archive of the release that -Dpropensity.release names, for {@link UpgradeIT} to read;
 * {@code scripts/archive-release.sh} runs it. No build does.
 */
@Tag("heavy")
class ReleaseArchiver {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final List<String> MODELS = List.of("campaign-response", "response-linear");
  private static final int USERS = 300;

  /** Manifests name it, whose hashes hold: so it has the same name on each machine. */
  private final Path home = Path.of("/tmp/propensity-archive");

  @BeforeEach
  @AfterEach
  void removeTheWorld() {
    RunningProcess.run(Map.of(), List.of("rm", "-rf", home.toString()));
    assertThat(home).doesNotExist();
  }

  @Test
  void keepsDatabaseAnswersAndFiles() throws IOException {
    ReleaseArchive archive = archive();
    Optional<Path> programs = PostgresProcess.installedPrograms();
    assertThat(programs)
        .as("initdb, pg_ctl and pg_dump of one PostgreSQL, on the path or in /usr/lib/postgresql")
        .isPresent();
    Files.createDirectory(home);
    World world = World.at(home, "figures: false\nlauncher: {type: local}\n");
    try (PostgresProcess database =
        PostgresProcess.create(programs.get(), home.resolve("database"))) {
      try (ConfigApiProcess api = start(database)) {
        for (String model : MODELS) {
          train(world, api, model);
        }
        writeUsers();
        order(api);
        archive.keepAnswers(home, api, addresses());
      }
      Ended dump =
          database.shell(home, "pg_dump --inserts --no-owner --no-privileges \"$DATABASE\"");
      assertThat(dump.exitCode()).as(dump.err()).isZero();
      archive.keepDatabase(home, dump.out());
    }
    archive.keep(home, files());
    assertThat(naming(RunningProcess.CHECKOUT, archive.directory())).isEmpty();
  }

  private static ReleaseArchive archive() {
    String release = System.getProperty("propensity.release", "");
    assertThat(release).as("-Dpropensity.release").matches("[0-9]+(\\.[0-9]+){2}");
    ReleaseArchive archive = ReleaseArchive.of(release);
    assertThat(archive.directory())
        .as("a release is archived once: remove it to make it anew")
        .doesNotExist();
    return archive;
  }

  private ConfigApiProcess start(PostgresProcess database) {
    Map<String, String> settings = new HashMap<>(database.settings(TOKEN));
    settings.put("PROPENSITY_ENVIRONMENT", home.resolve("env.yaml").toString());
    settings.put("PROPENSITY_TOKEN", TOKEN);
    settings.put("SPARK_LOCAL_IP", "127.0.0.1");
    settings.put("SPARK_ARGS", "--driver-java-options -XX:TieredStopAtLevel=1");
    return ConfigApiProcess.start(home.resolve("data"), settings);
  }

  /** Of the sample users one model by CatBoost, one by Spark's MLlib. */
  private void train(World world, ConfigApiProcess api, String model) throws IOException {
    Path pipeline = Files.createDirectories(home.resolve("pipelines").resolve(model));
    String sample =
        Files.readString(
            RunningProcess.CHECKOUT.resolve("pipelines/campaign-response/pipeline.yaml"));
    boolean linear = model.equals("response-linear");
    Files.writeString(
        pipeline.resolve("pipeline.yaml"),
        linear
            ? sample
                    .substring(0, sample.indexOf("\nalgorithm:"))
                    .replace("name: campaign-response", "name: response-linear")
                + "\nalgorithm: {name: logistic-regression}\n"
            : sample.replace("iterations: 200", "iterations: 20"));
    Ended trained =
        world.train(
            Map.of("PROPENSITY_TOKEN", TOKEN),
            pipeline,
            "--set=sources.raw.options.rows=2000",
            "--config-api-url=" + api.url(),
            "--run-id=r-trained-" + model);
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  /** A table of the warehouse that can be moved: plain files. */
  private void writeUsers() {
    SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
        .read()
        .parquet(home + "/warehouse/campaign-response/raw/data")
        .orderBy("user_id")
        .limit(USERS)
        .coalesce(1)
        .write()
        .parquet(home + "/warehouse/users");
  }

  /** A campaign of each model, one by an alias and with a schedule; each is scored. */
  private static void order(ConfigApiProcess api) {
    succeeded(api, "PUT", "/models/campaign-response/aliases/champion", "{\"version\": 1}");
    List<String> names = List.of("models:/campaign-response@champion", "models/response-linear/1");
    for (int campaign : ReleaseArchive.CAMPAIGNS) {
      assertThat(api.store(names.get(campaign - 1), "TRUE", PlatformIT.FEATURES, "warehouse/users"))
          .isEqualTo(campaign);
    }
    succeeded(
        api,
        "POST",
        "/schedules",
        "{\"campaign_id\": 1, \"cron\": \"30 2 * * *\", \"time_zone\": \"Europe/Prague\"}");
    succeeded(api, "POST", "/schedules/1/pause", "");
    for (int campaign : ReleaseArchive.CAMPAIGNS) {
      String run = "r-archived-" + campaign;
      assertThat(api.startRun(campaign, "{\"run_id\": \"%s\"}".formatted(run)).statusCode())
          .isEqualTo(202);
      api.awaitEnd(run);
      assertThat(api.get("/runs/" + run)).contains("\"state\":\"SUCCEEDED\"");
    }
  }

  private static List<String> addresses() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "/schedules/1",
                "/models/campaign-response/aliases",
                "/models/campaign-response/aliases/champion/history"));
    for (String model : MODELS) {
      all.add("/models/%s/versions/1".formatted(model));
      all.add("/models/%s/versions/1/uses".formatted(model));
      all.add("/models/%s/versions/1/files/metrics.json".formatted(model));
      all.add("/runs/r-trained-" + model);
    }
    for (int campaign : ReleaseArchive.CAMPAIGNS) {
      all.add("/campaigns/" + campaign);
      all.add("/campaigns/%d/revisions".formatted(campaign));
      all.add("/runs/r-archived-" + campaign);
      all.add("/runs/r-archived-%d/lineage".formatted(campaign));
    }
    return all;
  }

  private static List<String> files() {
    List<String> all = new ArrayList<>(List.of("warehouse/users"));
    for (String model : MODELS) {
      all.add("models/%s/1".formatted(model));
      all.add("models/%s/_claims".formatted(model));
      all.add("reports/%1$s/r-trained-%1$s".formatted(model));
    }
    for (int campaign : ReleaseArchive.CAMPAIGNS) {
      all.add("output/campaign-%1$d/r-archived-%1$d".formatted(campaign));
    }
    return all;
  }

  private static void succeeded(ConfigApiProcess api, String method, String path, String body) {
    var answer = api.send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  /** The files of a directory in which a path is written. */
  private static String naming(Path path, Path directory) {
    return RunningProcess.run(
            Map.of(), List.of("grep", "-rlF", path.toString(), directory.toString()))
        .out();
  }
}
