package io.propensity.outcomes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.propensity.prediction.ScoringWorld;
import io.propensity.test.FakeService;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command against runs that the prediction job has published. */
class OutcomesJobTest {

  private static final int USERS = 2_000;

  @TempDir private static Path home;

  private static @Nullable ScoringWorld world;

  /** What the command ended with. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void publishRuns() {
    world = ScoringWorld.of(home, USERS);
    world().store(1, "TRUE", null);
    predict("--run-id=r-control", "--segments=high:0.1,medium:0.3,low", "--holdout=0.2");
    predict("--run-id=r-plain", "--output-format=csv");
    predict(
        "--run-id=r-quoted",
        "--output-format=csv",
        "--explain=all",
        "--segments=high:0.1,medium:0.3,low",
        "--holdout=0.2");
    predict("--run-id=r-table", "--holdout=0.2", "--output-table=lake.marketing.answered");
    predict("--run-id=r-jdbc", "--output-format=jdbc");
    Dataset<Row> users = SampleUsers.of(LocalSpark.session(), USERS);
    Dataset<Row> answers = users.select(col("user_id"), col("label").as("bought"));
    answers.write().parquet(world().table("answers"));
    answers
        .filter(col("bought").equalTo(1))
        .select(col("user_id").cast("double"))
        .union(answers.limit(3).select(col("user_id").plus(1_000_000).cast("double")))
        .union(answers.limit(2).select(lit(null).cast("double")))
        .write()
        .parquet(world().table("buyers"));
    answers
        .withColumn("answer", when(col("bought").equalTo(1), "yes").otherwise("no"))
        .withColumn("mailed", col("user_id").mod(2))
        .withColumn("unsure", when(col("user_id").gt(5), col("bought")))
        .withColumn("stars", col("user_id").mod(4))
        .write()
        .parquet(world().table("told"));
    answers.union(answers.filter(col("user_id").leq(7))).write().parquet(world().table("doubled"));
    answers
        .withColumn("user_id", col("user_id").plus(9_000_000))
        .write()
        .parquet(world().table("strangers"));
    answers.filter(col("user_id").lt(0)).write().parquet(world().table("empty"));
    answers.withColumnRenamed("user_id", "customer").write().parquet(world().table("renamed"));
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void tellsWhatCameOfARun() throws IOException {
    Ended ended = outcomes("r-control", "answers", "--response=bought");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    Path report = home.resolve("reports/outcomes/campaign-1/r-control");
    assertThat(ended.out())
        .startsWith("Outcomes of run r-control\n  campaign    1\n  model       sample/1\n")
        .contains("  best tenth  lift ", "points (", " control users; power ")
        .endsWith("  report      %s/index.html\n".formatted(report));
    JsonNode found = json(report);
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(world().output("campaign-1/r-control"))
            .join(LocalSpark.session().read().parquet(world().table("answers")), "user_id")
            .collectAsList();
    assertThat(found.at("/users/published").asLong()).isEqualTo(USERS);
    assertThat(found.at("/users/listed").asLong()).isEqualTo(USERS);
    assertThat(found.at("/response/rows").asLong()).isEqualTo(count(rows, false, false));
    assertThat(found.at("/response/responders").asLong()).isEqualTo(count(rows, false, true));
    assertThat(found.at("/uplift/control/rows").asLong()).isEqualTo(count(rows, true, false));
    assertThat(found.at("/uplift/control/responders").asLong()).isEqualTo(count(rows, true, true));
    assertThat(found.at("/uplift/difference/low").asDouble())
        .isLessThan(found.at("/uplift/difference/value").asDouble());
    assertThat(found.at("/deciles")).hasSize(10);
    assertThat(found.at("/deciles/9/gain").asDouble()).isEqualTo(1);
    assertThat(found.at("/segments/0/name").asText()).isEqualTo("high");
    assertThat(found.at("/roc_auc").asDouble()).isBetween(0.6, 0.9);
    assertThat(names(report.resolve("figures")))
        .containsExactly("calibration.png", "gain.png", "response_by_decile.png", "uplift.png");
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("What came of campaign 1", "Run r-control by model sample/1", "Newcombe")
        .doesNotContain("http", "<script");
  }

  /** Explanations are JSON with quotes and commas, before the columns that are measured by. */
  @Test
  void readsCsvWithExplanationsAsItReadsParquet() throws IOException {
    assertThat(outcomes("r-control", "answers", "--response=bought").code()).isZero();
    assertThat(outcomes("r-quoted", "answers", "--response=bought").code()).isZero();

    JsonNode parquet = json(home.resolve("reports/outcomes/campaign-1/r-control"));
    JsonNode csv = json(home.resolve("reports/outcomes/campaign-1/r-quoted"));
    for (String part : List.of("users", "response", "uplift", "segments", "deciles")) {
      assertThat(csv.path(part)).as(part).isEqualTo(parquet.path(part));
    }
  }

  @Test
  void givesTheReportToTheServiceWhereItIsAsked() throws IOException {
    try (FakeService service = new FakeService()) {
      Ended ended =
          outcomes("r-plain", "answers", "--response=bought", "--config-api-url=" + service.url());

      assertThat(ended.code()).as(ended.err()).isZero();
      assertThat(service.bodies("PUT /runs/r-plain/documents/outcomes"))
          .containsExactly(
              Files.readString(home.resolve("reports/outcomes/campaign-1/r-plain/outcomes.json")));
    }
  }

  @Test
  void whoeverIsListedRespondedWhateverTheTypeOfTheKey() throws IOException {
    Ended ended = outcomes("r-plain", "buyers");

    assertThat(ended.err()).isEmpty();
    JsonNode found = json(home.resolve("reports/outcomes/campaign-1/r-plain"));
    long buyers = SampleUsers.of(LocalSpark.session(), USERS).filter("label = 1").count();
    assertThat(found.at("/response/responders").asLong()).isEqualTo(buyers);
    assertThat(found.at("/response/rows").asLong()).isEqualTo(USERS);
    assertThat(found.at("/users/strangers").asLong()).isEqualTo(3);
    assertThat(found.at("/users/keyless").asLong()).isEqualTo(2);
    assertThat(found.has("uplift")).isFalse();
    assertThat(found.at("/warnings/0").asText())
        .isEqualTo(
            "3 rows of the outcomes are of users that the run did not publish, and 2 have no key:"
                + " they are left out");
    assertThat(ended.out()).contains("  uplift      no control group\n");
  }

  @Test
  void aReportTakesThePlaceOfTheEarlierOne() throws IOException {
    assertThat(outcomes("r-plain", "told", "--response=bought", "--treated=mailed").code())
        .isZero();
    Path report = home.resolve("reports/outcomes/campaign-1/r-plain");
    assertThat(names(report.resolve("figures"))).contains("uplift.png");
    assertThat(json(report).at("/uplift/control/rows").asLong()).isEqualTo(USERS / 2);
    assertThat(outcomes("r-plain", "told", "--response=answer", "--positive=yes").code()).isZero();
    assertThat(names(report.resolve("figures"))).doesNotContain("uplift.png");
    assertThat(json(report).at("/users/treated").asLong()).isEqualTo(USERS);
  }

  @Test
  void readsTheRunFromItsTableAndTheOutcomesFromCsv() throws IOException {
    Path file = home.resolve("answers.csv");
    Files.writeString(file, "user_id,bought\n1,true\n2,false\n3,\n");
    Ended ended =
        outcomes(
            "r-table",
            file.toString(),
            "--response=bought",
            "--outcomes-format=csv",
            "--outcomes-schema=user_id BIGINT, bought BOOLEAN");

    assertThat(ended.err()).isEmpty();
    JsonNode users = json(home.resolve("reports/outcomes/campaign-1/r-table")).get("users");
    assertThat(users.get("published").asLong()).isEqualTo(USERS);
    assertThat(users.get("unlisted").asLong()).isEqualTo(USERS - 3);
    assertThat(users.get("unknown_response").asLong()).isEqualTo(1);
  }

  @Test
  void hasNoPicturesWhereTheEnvironmentWantsNone() throws IOException {
    Path plain = home.resolve("plain.yaml");
    Files.writeString(plain, world().environment("") + "figures: false\n");
    predict("--run-id=r-blank", "--limit=20");
    Ended ended = outcomes("r-blank", "answers", "--response=bought", "--env=" + plain);
    assertThat(ended.code()).as(ended.err()).isZero();
    Path report = home.resolve("reports/outcomes/campaign-1/r-blank");
    assertThat(names(report)).containsExactly("index.html", "outcomes.json");
    assertThat(Files.readString(report.resolve("index.html")))
        .contains("The run was a trial: it scored a part of the audience, limit 20")
        .doesNotContain("<img");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "r-none | answers | | 66 | There is no published run r-none of campaign 1 at ",
        "r-jdbc | answers | | 65 | were handed to the connector jdbc, from which they are not read"
            + " back",
        "r-plain | nowhere | | 66 | There is no outcomes table at ",
        "r-plain | renamed | | 65 | has no key column 'user_id'; its columns are customer, bought",
        "r-plain | doubled | --response=bought | 65 | 7 keys are doubled in the outcomes table ",
        "r-plain | strangers | --response=bought | 65 | None of the 2,000 keys of the outcomes"
            + " table ",
        "r-plain | empty | --response=bought | 65 | holds no row with a key",
        "r-plain | told | --response=paid | 65 | --response paid: the outcomes table ",
        "r-plain | told | --response=stars | 65 | --response stars: 1,000 rows of ",
        "r-plain | told | --response=answer | 65 | is STRING, and not BOOLEAN or 0 and 1; pass"
            + " --positive VALUE",
        "r-plain | told | --treated=mailed | 64 | --treated mailed needs --response",
        "r-plain | told | --positive=yes | 64 | --positive yes is a value of the column of"
            + " --response",
        "r-plain | told | --outcomes-format=csv | 64 | --outcomes-format csv needs"
            + " --outcomes-schema",
        "R | told | | 64 | Run id 'R' is not of the form"
      })
  void refusesWhatCannotBe(
      String run, String table, @Nullable String option, int code, String message) {
    Ended ended = option == null ? outcomes(run, table) : outcomes(run, table, option);
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.err()).contains(message).hasLineCount(1);
  }

  @Test
  void refusesTreatedUsersOfWhomNothingIsKnown() {
    Ended ended = outcomes("r-plain", "told", "--response=unsure", "--treated=stars");
    assertThat(ended.code()).isEqualTo(65);
    assertThat(ended.err()).contains("--treated stars: 1,000 rows of ");
    assertThat(outcomes("r-plain", "told", "--treated=answer", "--response=bought").err())
        .contains(
            "--treated answer: the column of ",
            " is STRING, and not BOOLEAN or 0 and 1: write one that is");
  }

  private static void predict(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "--campaign-id=1";
    System.arraycopy(options, 0, arguments, 1, options.length);
    ScoringWorld.Ended ended = world().run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private static Ended outcomes(String run, String table, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--campaign-id=1", "--run-id=" + run));
    arguments.add("--outcomes=" + (table.startsWith("/") ? table : world().table(table)));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--env"))) {
      arguments.add("--env=" + home.resolve("env.yaml"));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        OutcomesJob.run(
            Map.of("SCORES_PASSWORD", "hush"),
            new PrintWriter(out),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  private static long count(List<Row> rows, boolean control, boolean respondersAlone) {
    return rows.stream()
        .filter(row -> row.<Boolean>getAs("control") == control)
        .filter(row -> !respondersAlone || row.<Integer>getAs("bought") == 1)
        .count();
  }

  private static JsonNode json(Path report) throws IOException {
    return JsonMapper.builder().build().readTree(report.resolve("outcomes.json").toFile());
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
