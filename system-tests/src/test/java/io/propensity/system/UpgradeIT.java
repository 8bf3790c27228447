package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The database and the files of each earlier release, read by this one. */
@Tag("heavy")
class UpgradeIT {

  @TempDir private Path home;

  static Stream<ReleaseArchive> releases() {
    return ReleaseArchive.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void answersAndScoresAsTheReleaseDid(ReleaseArchive release) {
    release.layOut(home);
    World.at(home, "launcher: {type: local}\n");
    Path data = restore(release);
    try (ConfigApiProcess api =
        ConfigApiProcess.start(
            data,
            Map.of(
                "PROPENSITY_ENVIRONMENT", home.resolve("env.yaml").toString(),
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_ARGS", "--driver-java-options -XX:TieredStopAtLevel=1"))) {
      release
          .answers(home)
          .forEach(
              (address, answer) ->
                  assertThat(lost(address, answer, ReleaseArchive.parsed(api.get(address))))
                      .isEmpty());
      for (int campaign : ReleaseArchive.CAMPAIGNS) {
        scoresAgain(api, campaign);
      }
    }
  }

  private void scoresAgain(ConfigApiProcess api, int campaign) {
    String run = "r-upgraded-" + campaign;
    assertThat(api.startRun(campaign, "{\"run_id\": \"%s\"}".formatted(run)).statusCode())
        .isEqualTo(202);
    api.awaitEnd(run);
    assertThat(api.get("/runs/" + run)).contains("\"state\":\"SUCCEEDED\"");
    assertThat(scores(campaign, run))
        .hasSizeGreaterThan(100)
        .isEqualTo(scores(campaign, "r-archived-" + campaign));
  }

  /** An embedded database of this release, with the schema and the rows of the other. */
  private Path restore(ReleaseArchive release) {
    Path data = home.resolve("data");
    ConfigApiProcess.start(data).close();
    try (PostgresProcess database = PostgresProcess.embedded(data)) {
      database.execute("drop schema public cascade; create schema public");
      database.execute(release.database(home));
    }
    return data;
  }

  private List<Row> scores(int campaign, String run) {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
        .read()
        .parquet("%s/output/campaign-%d/%s".formatted(home, campaign, run))
        .select("user_id", "prediction_score")
        .orderBy("user_id")
        .collectAsList();
  }

  /** What was said and is not any more; more may be said. */
  private static List<String> lost(String at, JsonNode then, JsonNode now) {
    List<String> lost = new ArrayList<>();
    if (then.isObject() && now.isObject()) {
      then.properties()
          .forEach(
              field ->
                  lost.addAll(
                      lost(at + " " + field.getKey(), field.getValue(), now.path(field.getKey()))));
    } else if (then.isArray() && then.size() == now.size()) {
      for (int i = 0; i < then.size(); i++) {
        lost.addAll(lost(at + " " + i, then.get(i), now.get(i)));
      }
    } else if (!then.equals(now)) {
      lost.add("%s was %s and is %s".formatted(at, then, now));
    }
    return lost;
  }
}
