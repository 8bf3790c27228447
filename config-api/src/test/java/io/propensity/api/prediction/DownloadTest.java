package io.propensity.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.audience.UsersTableFiles;
import io.propensity.api.console.GoldenReport;
import io.propensity.api.security.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What runs published, as CSV. */
@ApiTest
@TestPropertySource(
    properties = {
      "propensity.output-root=" + DownloadTest.ROOT,
      "propensity.downloads.most-rows=100"
    })
class DownloadTest {

  static final String ROOT = "target/test-output";

  /** Keys as texts, with what CSV has to quote. */
  private static final String ROWS =
      """
      SELECT CASE i WHEN 1 THEN 'a,"b"' ELSE 'u' || i END AS user_id, i / 10.0 AS prediction_score,
        {'base': 0.1} AS explanation, CASE WHEN i > 7 THEN 'high' ELSE 'low' END AS segment,
        i % 2 = 0 AS control, 7 AS campaign_id, 1 AS model_version, 'r' AS run_id,
        TIMESTAMP '2026-11-20 03:00:00' AS scored_at
      FROM range(1, 11) t(i)
      """;

  private final Api api;

  DownloadTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void givesTheGreatestScoresFirst() throws Exception {
    String run = published("parquet", ROWS);

    Answer all = get(api, run, "");

    assertThat(all.status()).as(all.response().body()).isEqualTo(200);
    assertThat(all.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(all.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"%s.csv\"".formatted(run));
    assertThat(all.header("Cache-Control")).isEqualTo("no-store");
    assertThat(all.response().body().split("\r\n"))
        .hasSize(11)
        .startsWith("user_id,prediction_score,segment,control", "u10,1.0,high,true")
        .endsWith("u2,0.2,low,true", "\"a,\"\"b\"\"\",0.1,low,false");
  }

  @Test
  void givesASegmentAndSoManyOfIt() throws Exception {
    String run = published("parquet", ROWS);

    assertThat(get(api, run, "?segment=high").response().body().split("\r\n"))
        .containsExactly(
            "user_id,prediction_score,segment,control",
            "u10,1.0,high,true",
            "u9,0.9,high,false",
            "u8,0.8,high,true");
    Answer few = get(api, run, "?segment=high&limit=1");
    assertThat(few.response().body().lines()).hasSize(2);
    assertThat(few.header("Content-Disposition")).contains(run + "-high.csv");
    assertThat(get(api, run, "?segment=none").text("detail"))
        .isEqualTo("Run %s has no segment 'none'; it has high, low".formatted(run));
    assertThat(get(api, run, "?limit=0").status()).isEqualTo(400);
  }

  /** As Spark writes them, one of them without a row. */
  @Test
  void readsCsvFilesToo() throws Exception {
    String run = run("csv", 3);
    Path directory = Files.createDirectories(directory(run).resolve("segment=high"));
    Files.writeString(
        directory.resolve("part-0.csv"),
        """
        user_id,prediction_score,explanation,campaign_id
        9,9.5E-4,"{""raised"":[]}",7
        "a,""b""\n",0.25,,7
        =1+1,0.125,,7
        """);
    Files.writeString(
        directory.resolve("part-1.csv"), "user_id,prediction_score,explanation,campaign_id\n");
    Files.createFile(directory(run).resolve("_SUCCESS"));

    assertThat(get(api, run, "?segment=high").response().body())
        .isEqualTo(
            "user_id,prediction_score,segment\r\n\"a,\"\"b\"\"\n\",0.25,high\r\n'=1+1,0.125,high\r\n9,9.5E-4,high\r\n");
  }

  @Test
  void readsSegmentsThatAreFolders() throws Exception {
    String run = run("parquet", 10);
    Path directory = directory(run);
    UsersTableFiles.write(
        directory.resolve("segment=high/part-0.parquet"),
        "SELECT i AS user_id, i / 10.0 AS prediction_score, 7 AS campaign_id FROM range(3) t(i)");
    UsersTableFiles.write(
        directory.resolve("_rejected/part-0.parquet"), "SELECT 5 AS user_id, 'null_key' AS reason");
    Files.createFile(directory.resolve("_SUCCESS"));

    assertThat(get(api, run, "?segment=high").response().body())
        .isEqualTo(
            "user_id,prediction_score,segment\r\n2,0.2,high\r\n1,0.1,high\r\n0,0.0,high\r\n");
  }

  @Test
  void tellsColumnsByTheirNamesWhereSomeAreFolders() throws Exception {
    String run = run("parquet", 10);
    UsersTableFiles.write(
        directory(run).resolve("campaign_id=7/predicted_class=win/part-0.parquet"),
        """
        SELECT i AS user_id, i / 100.0 AS prediction_score, MAP {'win': 0.1} AS class_probabilities,
          1 AS model_version, 'r' AS run_id, TIMESTAMP '2026-11-20 03:00:00' AS scored_at
        FROM range(10) t(i)
        """);
    Files.createFile(directory(run).resolve("_SUCCESS"));

    assertThat(get(api, run, "").response().body().split("\r\n"))
        .hasSize(11)
        .startsWith("user_id,prediction_score,predicted_class", "9,0.09,win");
  }

  @Test
  void refusesFilesThatHaveOtherRowsThanTheReport() throws Exception {
    String run = published("parquet", "SELECT * FROM (%s) WHERE user_id <> 'u9'".formatted(ROWS));

    Answer fewer = get(api, run, "");
    assertThat(fewer.status()).isEqualTo(409);
    assertThat(fewer.text("detail"))
        .isEqualTo(
            "By the report of run %s there are 10 rows to give, and its files have 9: put the files of the run back as they were published, or score the campaign again"
                .formatted(run));
    assertThat(get(api, run, "?segment=high").text("detail"))
        .contains("segment high of run " + run, "3 rows to give, and its files have 2");
    assertThat(get(api, run, "?segment=low").status()).isEqualTo(200);
    assertThat(get(api, run, "?limit=9").response().body().lines()).hasSize(10);

    UsersTableFiles.write(directory(run).resolve("part-1.parquet"), ROWS);
    assertThat(get(api, run, "").text("detail"))
        .contains("10 rows to give, and its files have more");
    assertThat(get(api, run, "?limit=9").response().body().lines()).hasSize(10);
  }

  @Test
  void hasAnApostropheBeforeKeysThatASpreadsheetWouldRun() throws Exception {
    String run =
        published(
            "parquet",
            "SELECT '=' || i || '+1' AS user_id, -i / 10.0 AS prediction_score FROM range(10)"
                + " t(i)");

    assertThat(get(api, run, "?limit=2").response().body())
        .isEqualTo("user_id,prediction_score\r\n'=0+1,0.0\r\n'=1+1,-0.1\r\n");
  }

  @Test
  void takesNoNameForAPattern() throws Exception {
    String run = run("parquet", 10);
    UsersTableFiles.write(directory(run).resolve("part-[0].parquet"), ROWS);
    UsersTableFiles.write(directory(run).resolve("part-0.parquet"), ROWS);
    Files.createFile(directory(run).resolve("_SUCCESS"));

    Answer refused = get(api, run, "");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail"))
        .contains("part-[0].parquet has one of * ? [ ] { } in its path");
  }

  @Test
  void keepsEachDownloadInTheAuditLog() throws Exception {
    String run = published("parquet", ROWS);
    Api editor = api.as(Tokens.created(api, "hands over", "editor").text("token"));

    get(editor, run, "?segment=high");

    JsonNode newest =
        api.get("/audit?size=50")
            .json()
            .valueStream()
            .filter(row -> row.path("path").asString().contains(run + "/predictions"))
            .findFirst()
            .orElseThrow();
    assertThat(newest.path("caller").asString()).contains("hands over");
    assertThat(newest.path("what").asString())
        .isEqualTo("predictions of segment high of run " + run);
    assertThat(newest.path("method").asString()).isEqualTo("GET");
  }

  @Test
  void refusesWhatItDoesNotReadAndWhatIsTooMuch() throws Exception {
    assertThat(get(api, published("orc", ROWS), "").text("detail"))
        .contains("published orc, and the service reads files of Parquet and CSV alone");
    String absent = run("parquet", 10);
    assertThat(get(api, absent, "").text("detail"))
        .contains("are not under the output root " + ROOT);
    String many = run("parquet", 101);
    assertThat(get(api, many, "").status()).isEqualTo(422);
    assertThat(get(api, many, "").text("detail"))
        .contains("are 101 rows, and 100 at most are downloaded");
    String training = "r-" + UUID.randomUUID();
    tell(
        training,
        "{\"kind\": \"training\", \"pipeline\": \"p\", \"started_at\": \"2026-11-20T03:00:00Z\"}");
    assertThat(get(api, training, "").text("detail")).contains("it is a training run");
    assertThat(get(api, "r-no-such-run", "").status()).isEqualTo(404);
  }

  @Test
  void followsNoLinkOutOfTheOutputRoot() throws Exception {
    String run = run("parquet", 10);
    Path elsewhere = Path.of("target", "elsewhere-" + run, "part-0.parquet");
    UsersTableFiles.write(elsewhere, ROWS);
    Path directory = Files.createDirectories(directory(run));
    Files.createSymbolicLink(directory.resolve("part-0.parquet"), elsewhere.toAbsolutePath());
    Files.createFile(directory.resolve("_SUCCESS"));

    assertThat(get(api, run, "").text("detail")).contains("leads out of the output root");
  }

  private String published(String format, String rows) throws IOException {
    String run = run(format, 10);
    UsersTableFiles.write(directory(run).resolve("part-0.parquet"), rows);
    Files.createFile(directory(run).resolve("_SUCCESS"));
    return run;
  }

  private Path directory(String run) {
    long campaign = api.get("/runs/" + run).json().path("campaign_id").longValue();
    return Path.of(ROOT, "campaign-" + campaign, run);
  }

  private String run(String format, long rows) {
    long campaign =
        api.post(
                "{\"name\": \"n\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\","
                    + " \"features\": [\"x\"]}")
            .id();
    String run = "r-" + UUID.randomUUID();
    ObjectNode report = GoldenReport.ofScoring(run);
    report.put("campaign_id", campaign);
    ObjectNode scoring = report.putObject("scoring");
    scoring.put("published", rows).put("format", format);
    scoring.putObject("drift");
    scoring.withArray("segments").add(segment("high", 3)).add(segment("low", rows - 3));
    tell(
        run,
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"started_at\": \"2026-11-20T03:00:00Z\", \"state\": \"succeeded\", \"exit_code\": 0, \"report\": %s}"
            .formatted(campaign, report));
    return run;
  }

  private static ObjectNode segment(String name, long rows) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("rows", rows)
        .put("control", 0)
        .put("mean_score", 0.5)
        .put("min_score", 0.1)
        .put("max_score", 1.0);
  }

  private void tell(String run, String notice) {
    Answer told = api.send("PUT", "/runs/" + run, notice, "Content-Type", "application/json");
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
  }

  private static Answer get(Api by, String run, String query) {
    return by.get("/runs/%s/predictions%s".formatted(run, query));
  }
}
