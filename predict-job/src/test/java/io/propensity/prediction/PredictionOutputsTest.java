package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.propensity.json.Json;
import io.propensity.report.Drift;
import io.propensity.report.FeatureReasons;
import io.propensity.report.RunReport;
import io.propensity.test.DocumentedYaml;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleModel;
import io.propensity.test.SampleUsers;
import io.propensity.test.StubBigQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionOutputsTest {

  private static final int USERS = 1000;

  @TempDir private static Path home;
  private static @Nullable ScoringWorld world;

  @BeforeAll
  static void layOutAWorld() {
    world = ScoringWorld.of(home, USERS);
    world().store(1, "TRUE", null);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void segmentsAndTheControlGroupAreColumns() throws IOException {
    ScoringWorld.Ended ended =
        run("--run-id=r-segments", "--segments=high:0.1,medium:0.3,low", "--holdout=0.1");

    Dataset<Row> rows = parquet("r-segments");
    assertThat(rows.columns())
        .containsExactly(
            "user_id",
            "prediction_score",
            "segment",
            "control",
            "campaign_id",
            "model_version",
            "run_id",
            "scored_at");
    Map<String, List<Row>> bySegment =
        rows.collectAsList().stream().collect(Collectors.groupingBy(row -> row.getString(2)));
    assertThat(bySegment.get("high")).hasSize(100);
    assertThat(bySegment.get("medium")).hasSize(300);
    assertThat(bySegment.get("low")).hasSize(600);
    assertThat(least(bySegment.get("high")))
        .isGreaterThanOrEqualTo(greatest(bySegment.get("medium")));
    assertThat(least(bySegment.get("medium")))
        .isGreaterThanOrEqualTo(greatest(bySegment.get("low")));
    Set<Long> control = control(rows);
    assertThat((double) control.size()).isCloseTo(100, within(35.0));
    assertThat(report("r-segments"))
        .contains("\"name\" : \"high\"", "\"rows\" : 100", "\"control\" : " + control.size());
    assertThat(ended.out())
        .contains("segment     high: 100, scores ", "control     " + control.size());

    run("--run-id=r-segments-again", "--holdout=0.1");
    assertThat(control(parquet("r-segments-again"))).isEqualTo(control);
    world().storeWith(1, Map.of("holdout", 0.1));
    run("--run-id=r-segments-own");
    assertThat(control(parquet("r-segments-own"))).isEqualTo(control);
    world().store(1, "TRUE", null);
    world().store(2, "TRUE", null);
    world().run("--campaign-id=2", "--run-id=r-other", "--holdout=0.1");
    assertThat(control(LocalSpark.session().read().parquet(world().output("campaign-2/r-other"))))
        .isNotEqualTo(control);
  }

  @Test
  void usersLikeThoseOfTheTrainingHaveNotDrifted() throws IOException {
    run("--run-id=r-same");
    Map<String, Drift> drift = drift("campaign-1/r-same");
    assertThat(drift).containsOnlyKeys("age", "country");
    for (Drift feature : drift.values()) {
      assertThat(feature.psi()).isCloseTo(0, within(1e-12));
      assertThat(feature.unseen()).isZero();
    }
    world().store(11, "country = 'US'", null);
    world().run("--campaign-id=11", "--run-id=r-us");
    Drift country = drift("campaign-11/r-us").get("country");
    assertThat(Objects.requireNonNull(country).psi()).isGreaterThan(0.25);
  }

  @Test
  void everyScoreIsExplained() throws IOException {
    run("--run-id=r-why-all", "--explain=all");

    List<Row> rows = parquet("r-why-all").collectAsList();
    assertThat(rows).hasSize(USERS);
    for (Row row : rows) {
      double score = row.getDouble(1);
      assertThat(explained(row)).isCloseTo(Math.log(score / (1 - score)), within(1e-6));
    }
    assertThat(reasons("r-why-all"))
        .isNotEmpty()
        .allSatisfy(
            reasons -> {
              assertThat(reasons.raised()).isEqualTo(among(rows, "raised", reasons.feature()));
              assertThat(reasons.lowered()).isEqualTo(among(rows, "lowered", reasons.feature()));
              assertThat(reasons.meanRaised()).isGreaterThanOrEqualTo(0);
              assertThat(reasons.meanLowered()).isLessThanOrEqualTo(0);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lossguide", "Depthwise"})
  void everyScoreOfTreesThatAreNotSymmetricIsExplained(String policy) throws IOException {
    String name = policy.toLowerCase(Locale.ROOT);
    SampleModel.train(
            SampleUsers.of(LocalSpark.session(), USERS),
            Files.createDirectories(home.resolve("training-" + name)),
            Map.of("grow_policy", policy))
        .publish(name, home.resolve("models"));
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                21, "models/%s/1".formatted(name), "TRUE", SampleUsers.featureNames(), null, true));

    ScoringWorld.Ended ended =
        world().run("--campaign-id=21", "--run-id=r-" + name, "--explain=all");

    assertThat(ended.code()).as(ended.err()).isZero();
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(world().output("campaign-21/r-" + name))
            .collectAsList();
    assertThat(rows).hasSize(USERS);
    for (Row row : rows) {
      double score = row.getDouble(1);
      assertThat(explained(row)).isCloseTo(Math.log(score / (1 - score)), within(1e-6));
    }
  }

  private static long among(List<Row> rows, String side, String feature) {
    return rows.stream()
        .map(row -> row.getStruct(row.fieldIndex("explanation")))
        .filter(
            why ->
                why.getList(why.fieldIndex(side)).stream()
                    .anyMatch(entry -> ((Row) entry).getString(0).equals(feature)))
        .count();
  }

  private static List<FeatureReasons> reasons(String run) throws IOException {
    byte[] content =
        Files.readAllBytes(Path.of(world().output("campaign-1/" + run + "/_run.json")));
    return Objects.requireNonNull(
        Objects.requireNonNull(Json.readVersioned(content, RunReport.class, "report").scoring())
            .reasons());
  }

  @Test
  void theGreatestScoresAreExplainedAlone() throws IOException {
    run("--run-id=r-why", "--explain=7", "--sort-by-score", "--output-format=json");
    run("--run-id=r-why-csv", "--explain=7", "--top=10", "--output-format=csv");

    List<Row> rows =
        LocalSpark.session()
            .read()
            .json(world().output("campaign-1/r-why"))
            .orderBy(functions.col("prediction_score").desc())
            .select("user_id", "prediction_score", "explanation.base", "explanation.raised.feature")
            .collectAsList();
    assertThat(rows).hasSize(USERS);
    assertThat(rows.subList(0, 7)).noneMatch(row -> row.isNullAt(2));
    assertThat(rows.subList(7, USERS)).allMatch(row -> row.isNullAt(2));
    assertThat(rows.subList(0, 7)).allMatch(row -> row.getList(3).size() > 0);
    List<String> texts =
        LocalSpark.session()
            .read()
            .option("header", true)
            .option("escape", "\"")
            .csv(world().output("campaign-1/r-why-csv"))
            .filter("explanation IS NOT NULL")
            .select("explanation")
            .as(Encoders.STRING())
            .collectAsList();
    assertThat(reasons("r-why"))
        .isNotEmpty()
        .allMatch(reasons -> reasons.raised() + reasons.lowered() <= 7);
    assertThat(reasons("r-why-csv")).isEqualTo(reasons("r-why"));
    assertThat(texts).hasSize(7).allMatch(text -> text.startsWith("{\"base\":"));
  }

  @Test
  void whoIsExplainedIsANumberOrAll() {
    for (String wrong : List.of("0", "-1", "some")) {
      ScoringWorld.Ended ended = world().run("--campaign-id=1", "--explain=" + wrong);
      assertThat(ended.code()).isEqualTo(64);
      assertThat(ended.err())
          .contains(
              "--explain " + wrong + ": say how many of the greatest scores are explained, or all");
    }
    ScoringWorld.Ended table =
        world().run("--campaign-id=1", "--explain=all", "--output-format=jdbc");
    assertThat(table.code()).isEqualTo(64);
    assertThat(table.err())
        .contains(
            "--output-format jdbc cannot hold column explanation, which is struct; choose another"
                + " format");
  }

  /** What the explanation says that the raw score is. */
  private static double explained(Row row) {
    Row why = row.getStruct(row.fieldIndex("explanation"));
    double sum = why.getDouble(0) + why.getDouble(3);
    for (int side = 1; side <= 2; side++) {
      for (Object entry : why.getList(side)) {
        sum += ((Row) entry).getDouble(1);
      }
    }
    return sum;
  }

  private static Map<String, Drift> drift(String run) throws IOException {
    byte[] content = Files.readAllBytes(Path.of(world().output(run + "/_run.json")));
    RunReport report = Json.readVersioned(content, RunReport.class, "report");
    return Objects.requireNonNull(report.scoring()).drift();
  }

  @Test
  void theGreatestScoresComeFirstAndAlone() {
    run("--run-id=r-all");
    List<Double> best =
        parquet("r-all").collectAsList().stream()
            .map(row -> row.getDouble(1))
            .sorted(Comparator.reverseOrder())
            .limit(50)
            .toList();

    ScoringWorld.Ended ended =
        run("--run-id=r-top", "--top=50", "--sort-by-score", "--output-format=csv");

    List<Row> rows =
        LocalSpark.session()
            .read()
            .option("header", true)
            .csv(world().output("campaign-1/r-top"))
            .collectAsList();
    assertThat(rows.stream().map(row -> Double.parseDouble(row.getString(1)))).isEqualTo(best);
    assertThat(ended.out()).contains("scored      1,000", "published   50");
  }

  @Test
  void scoresBelowABoundAreNotPublished() {
    run(
        "--run-id=r-bound",
        "--min-score=0.5",
        "--output-format=json",
        "--partition-by=segment",
        "--segments=high>=0.7,low");
    Dataset<Row> rows = LocalSpark.session().read().json(world().output("campaign-1/r-bound"));
    assertThat(rows.count()).isPositive();
    assertThat(rows.filter("prediction_score < 0.5").count()).isZero();
    assertThat(rows.filter("(prediction_score >= 0.7) != (segment = 'high')").count()).isZero();
  }

  @Test
  void aTableOfACatalogHoldsEachRunOnce() {
    for (String run : List.of("r-one", "r-two", "r-one")) {
      run("--run-id=" + run, "--output-table=lake.marketing.scores", "--output=" + home + "/t1");
    }
    Dataset<Row> scores = lake("lake.marketing.scores");
    assertThat(scores.groupBy("run_id").count().collectAsList().stream().map(Row::toString))
        .containsExactlyInAnyOrder("[r-one,1000]", "[r-two,1000]");
    // The first attempt's commit to the table stood, its report was lost.
    run("--run-id=r-one", "--output-table=lake.marketing.scores", "--output=" + home + "/t2");
    assertThat(lake("lake.marketing.scores").count()).isEqualTo(2000);

    ScoringWorld.Ended other =
        world()
            .run(
                "--campaign-id=1",
                "--output-table=lake.marketing.scores",
                "--segments=high:0.1,low");
    assertThat(other.code()).isEqualTo(65);
    assertThat(other.err())
        .contains("lake.marketing.scores does not fit", "it has no column segment")
        .hasLineCount(1);
  }

  @Test
  void aKeyThatIsAbsentIsNotSaidToBeOfAnotherTypeAsWell() {
    run("--run-id=r-keyed", "--output-table=lake.marketing.keyed", "--output=" + home + "/t3");
    String keyless = world().table("keyless");
    LocalSpark.session()
        .read()
        .parquet(world().table("users"))
        .drop("user_id")
        .write()
        .parquet(keyless);
    for (String where : List.of("--output-table=lake.marketing.keyed", "--output-format=jdbc")) {
      ScoringWorld.Ended ended = world().run("--campaign-id=1", where, "--users=" + keyless);
      assertThat(ended.code()).isEqualTo(65);
      assertThat(ended.err()).contains("has no key column 'user_id'").hasLineCount(1);
    }
  }

  @Test
  void aConnectorIsAppendedToOnceOrAsksWhatToDo() throws SQLException, IOException {
    run("--run-id=r-jdbc", "--output-format=jdbc");
    run("--run-id=r-jdbc", "--output-format=jdbc");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + home + "/scores.db");
        ResultSet rows =
            database
                .createStatement()
                .executeQuery("SELECT count(*), avg(campaign_id) FROM scores")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(USERS);
      assertThat(rows.getDouble(2)).isEqualTo(1);
    }
    Path mark = Path.of(world().output("campaign-1/_appending-r-broken"));
    Files.writeString(mark, "jdbc\n");
    ScoringWorld.Ended broken =
        world().run("--campaign-id=1", "--run-id=r-broken", "--output-format=jdbc");
    assertThat(broken.code()).isEqualTo(65);
    assertThat(broken.err()).contains("delete its rows there, run_id = 'r-broken', remove " + mark);
    Files.delete(mark);
    assertThat(world().run(Map.of(), "--campaign-id=1", "--output-format=jdbc").err())
        .contains(
            "outputs.jdbc.secrets.password: set one of the variables SCORES_PASSWORD and SCORES_PASSWORD_FILE");
  }

  /** With a stand-in for the connector: Google's own is not to be had where this is built. */
  @Test
  void bigQuerysConnectorIsHandedTheOptionsOfTheDocumentation() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode environment = (ObjectNode) yaml.readTree(world().environment(""));
    environment.set("outputs", DocumentedYaml.of("gcp.md", "outputs"));
    Path file = home.resolve("bigquery.yaml");
    Files.writeString(file, yaml.writeValueAsString(environment));

    run("--run-id=r-bigquery", "--output-format=bigquery", "--top=10", "--env=" + file);

    Dataset<Row> written = LocalSpark.session().read().parquet(StubBigQuery.written("scores"));
    assertThat(written.filter("run_id = 'r-bigquery'").count()).isEqualTo(10);
    Row row = written.select("mode", "options").first();
    assertThat(row.getString(0)).isEqualTo("Append");
    assertThat(row.<String, String>getJavaMap(1))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "parentproject", "shop",
                "project", "shop",
                "dataset", "marketing",
                "table", "scores",
                "writemethod", "direct"));
  }

  @Test
  void aConnectorIsNamedByItsClassToo() {
    run(
        "--run-id=r-class",
        "--output-format=org.apache.spark.sql.execution.datasources.noop.NoopDataSource");
  }

  @Test
  void oldRunsArePrunedAndTheNewestStays() throws IOException {
    world().store(7, "age > 60", null);
    for (String run : List.of("r-a", "r-b", "r-c")) {
      world().run("--campaign-id=7", "--run-id=" + run);
    }
    world().run("--campaign-id=7", "--run-id=r-0", "--keep-runs=2");
    assertThat(world().files("campaign-7")).containsExactly("r-0", "r-c");
  }

  /** Those of other runs and campaigns in the table stay. */
  @Test
  void rowsInATableGoWithTheirRun() throws IOException {
    world().store(15, "age > 60", null);
    for (String run : List.of("r-a", "r-b")) {
      world().run("--campaign-id=15", "--run-id=" + run, "--output-table=lake.marketing.kept");
    }
    run("--run-id=r-kept", "--output-table=lake.marketing.kept"); // of campaign 1
    world()
        .run(
            "--campaign-id=15",
            "--run-id=r-c",
            "--output-table=lake.marketing.kept",
            "--keep-runs=2");
    assertThat(world().files("campaign-15")).containsExactly("r-b", "r-c");
    assertThat(
            lake("lake.marketing.kept")
                .select("campaign_id", "run_id")
                .distinct()
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactlyInAnyOrder("[1,r-kept]", "[15,r-b]", "[15,r-c]");
  }

  /** The run before stays, with its rows, until it is. */
  @Test
  void removesNoRunWhoseTablesCatalogIsNotKnownAnyMore() throws IOException {
    world().store(17, "age > 60", null);
    world().run("--campaign-id=17", "--run-id=r-a", "--output-table=lake.marketing.lost");
    Path report = Path.of(world().output("campaign-17/r-a/_run.json"));
    Files.writeString(
        report, Files.readString(report).replace("lake.marketing.lost", "sea.marketing.lost"));

    ScoringWorld.Ended ended = world().run("--campaign-id=17", "--run-id=r-b", "--keep-runs=1");

    assertThat(ended.code()).isEqualTo(78);
    assertThat(ended.err())
        .contains("--keep-runs is to remove run r-a from sea.marketing.lost")
        .contains("Spark does not know the catalog 'sea'");
    assertThat(world().files("campaign-17")).containsExactly("r-a", "r-b");
  }

  @Test
  void aDryRunCountsAndWritesNothing() {
    world().store(8, "age > 60", null);
    long audience =
        LocalSpark.session().read().parquet(world().table("users")).filter("age > 60").count();
    ScoringWorld.Ended ended = world().run("--campaign-id=8", "--dry-run");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains("users       1,000", "in audience %,d".formatted(audience), "age, country");
    assertThat(Path.of(world().output("campaign-8"))).doesNotExist();
  }

  @Test
  void aDryRunNamesTheColumnsThatAreReadAndNoOthers() {
    String table = world().table("named");
    LocalSpark.session()
        .read()
        .parquet(world().table("users"))
        .withColumn("nickname", functions.lit("x"))
        .write()
        .parquet(table);
    ScoringWorld.Ended ended = world().run("--campaign-id=1", "--dry-run", "--users=" + table);
    assertThat(ended.out())
        .contains("reads       age, country, frequency, is_premium, monetary, user_id\n");
  }

  @Test
  void whatWasPublishedIsShownAsItWasPublished() {
    run("--run-id=r-shown", "--top=3", "--output-format=orc");
    assertThat(run("--run-id=r-shown", "--show=5").out())
        .contains("Run r-shown was already published", "published   3");
  }

  @Test
  void aTrialScoresAPart() {
    assertThat(run("--run-id=r-limit", "--limit=10").out())
        .contains("in audience 10", "part        limit 10");
    run("--run-id=r-sample", "--sample=0.2");
    assertThat((double) parquet("r-sample").count()).isCloseTo(200, within(50.0));
  }

  @Test
  void tooManyRejectedOrDriftedUsersEndTheRun() {
    Dataset<Row> users = LocalSpark.session().read().parquet(world().table("users"));
    users
        .withColumn("age", functions.lit(18L))
        .withColumn("user_id", functions.expr("if(user_id <= 20, null, user_id)"))
        .write()
        .parquet(world().table("changed"));
    world().store(9, "TRUE", "warehouse/changed");

    ScoringWorld.Ended rejected = world().run("--campaign-id=9", "--max-rejected=0.01");
    assertThat(rejected.code()).isEqualTo(65);
    assertThat(rejected.err())
        .contains("20 of 1,000 rows of the audience are rejected", "{null_key=20}")
        .hasLineCount(1);
    assertThat(world().run("--campaign-id=9", "--max-rejected=20", "--run-id=r-borne").code())
        .isZero();
    world().storeWith(10, Map.of("users_table", "warehouse/changed", "max_drift", 0.25));
    assertThat(world().run("--campaign-id=10").err())
        .contains("further than its bound of 0.25 allows", "age PSI ");
    assertThat(world().run("--campaign-id=10", "--max-drift=100", "--run-id=r-far").code())
        .isZero();
    ScoringWorld.Ended drifted = world().run("--campaign-id=9", "--max-drift=0.25");
    assertThat(drifted.code()).isEqualTo(65);
    assertThat(drifted.err()).contains("further than its bound of 0.25 allows", "age PSI ");
  }

  @Test
  void usersComeFromCsvFiles() {
    String files = world().table("written-as-csv");
    Dataset<Row> users =
        LocalSpark.session()
            .read()
            .parquet(world().table("users"))
            .withColumn(
                "country", // a record has to be a line
                functions.regexp_replace(functions.col("country"), "[\\n\\r]", "\""));
    assertThat(users.filter("country LIKE '%\"%'").count()).isPositive();
    users.write().option("header", true).option("escape", "\"").csv(files);
    run(
        "--run-id=r-csv",
        "--users=" + files,
        "--users-format=csv",
        "--users-schema=" + users.schema().toDDL());
    assertThat(parquet("r-csv").count()).isEqualTo(USERS);
  }

  @Test
  void segmentsAndRejectedKeysLieBesideEachOther() throws IOException {
    LocalSpark.session()
        .read()
        .parquet(world().table("users"))
        .withColumn("user_id", functions.expr("if(user_id <= 20, null, user_id)"))
        .write()
        .parquet(world().table("partly-keyless"));
    String users = "--users=" + world().table("partly-keyless");
    run("--run-id=r-both", users, "--segments=high:0.1,low");
    assertThat(parquet("r-both").count()).isEqualTo(USERS - 20);
    assertThat(parquet("r-both/_rejected").count()).isEqualTo(20);
  }

  @Test
  void theNewestRowOfADoubledKeyHolds() {
    Dataset<Row> users = LocalSpark.session().read().parquet(world().table("users"));
    Dataset<Row> old = users.withColumn("updated_at", functions.lit("2026-01-01").cast("date"));
    Dataset<Row> newer =
        users
            .filter("user_id <= 5")
            .withColumn("updated_at", functions.lit("2026-02-01").cast("date"));
    old.filter("user_id > 5")
        .union(newer)
        .union(old.filter("user_id <= 5").withColumn("age", functions.lit(99L)))
        .union(newer.filter("user_id = 1")) // twice the newest: nobody knows which one holds
        .write()
        .parquet(world().table("history"));
    world().store(10, "TRUE", "warehouse/history");
    requireNewestScored(10, "--newest-by=updated_at");
    world().storeWith(12, Map.of("users_table", "warehouse/history", "newest_by", "updated_at"));
    requireNewestScored(12);
    world()
        .storeWith(13, Map.of("users_table", "warehouse/history", "newest_by", "no_such_column"));
    requireNewestScored(13, "--newest-by=updated_at"); // goes before the campaign's
  }

  /** One that can may be the older one, or one of two that nobody can choose between. */
  @Test
  void aRowThatCannotBeScoredCountsAmongThoseOfItsKey() {
    Column id = functions.col("user_id");
    Dataset<Row> users =
        LocalSpark.session()
            .read()
            .parquet(world().table("users"))
            .withColumn("frequency", functions.col("frequency").cast("double"))
            .withColumn("updated_at", functions.lit("2026-01-02").cast("date"));
    Dataset<Row> unusable =
        users
            .filter(id.isin(1, 2))
            .withColumn("frequency", functions.lit(1.5))
            .withColumn(
                "updated_at",
                functions.when(id.equalTo(1), "2026-01-03").otherwise("2026-01-01").cast("date"));
    users.union(unusable).write().parquet(world().table("half-usable"));
    world().store(16, "TRUE", "warehouse/half-usable");

    ScoringWorld.Ended all = world().run("--campaign-id=16", "--run-id=r-all");
    ScoringWorld.Ended newest =
        world().run("--campaign-id=16", "--run-id=r-newest", "--newest-by=updated_at");

    assertThat(all.err() + newest.err()).isEmpty();
    assertThat(all.out()).contains("rejected    {doubled_key=4}");
    assertThat(ids("campaign-16/r-all", id.isin(1, 2, 3))).containsExactly(3L);
    assertThat(newest.out()).contains("rejected    {doubled_key=2, unusable_value: frequency=1}");
    assertThat(ids("campaign-16/r-newest", id.isin(1, 2, 3))).containsExactly(2L, 3L);
  }

  private static List<Long> ids(String run, Column of) {
    return LocalSpark.session()
        .read()
        .parquet(world().output(run))
        .filter(of)
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .sorted()
        .toList();
  }

  private static void requireNewestScored(long campaign, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--campaign-id=" + campaign, "--run-id=r-newest"));
    ScoringWorld.Ended ended = world().run(arguments.toArray(String[]::new));

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("rejected    {doubled_key=7}");
    List<Row> rows =
        LocalSpark.session()
            .read()
            .parquet(world().output("campaign-%d/r-newest".formatted(campaign)))
            .filter("user_id <= 5")
            .orderBy("user_id")
            .collectAsList();
    assertThat(rows.stream().map(row -> row.getLong(0))).containsExactly(2L, 3L, 4L, 5L);
    for (Row row : rows) {
      assertThat(row.getDouble(1))
          .isCloseTo(world().model().probability(row.getLong(0)), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--top=0 | 64 | --top 0",
        "--holdout=1 | 64 | --holdout 1.0 is not a share",
        "--keep-runs=0 | 64 | --keep-runs 0",
        "--sample=2 | 64 | --sample 2.0",
        "--limit=0 | 64 | --limit 0",
        "--max-rejected=1.5 | 64 | --max-rejected 1.5",
        "--partition-by=segment | 64 | no such column; they have user_id, prediction_score",
        "--partition-by=user_id | 64 | a folder for nearly every row",
        "--output-format=bigquery | 78 | write its options under outputs.bigquery",
        "--output-table=scores | 64 | 'scores' is not the name of a catalog's table",
        "--output-table=nowhere.x.y | 78 | Spark does not know the catalog 'nowhere'",
        "--newest-by=updated | 65 | has no such column; its columns are user_id",
      })
  void refusesWhatCannotBe(String option, int code, String message) {
    ScoringWorld.Ended ended =
        world().run("--campaign-id=1", option, "--output=" + home + "/refused");
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(ended.err()).contains(message).hasLineCount(1);
    assertThat(home.resolve("refused")).doesNotExist();
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    ScoringWorld.Ended ended =
        world().run("--campaign-id=1", "--output-table=lake.a.b", "--sort-by-score");
    assertThat(ended.code()).isEqualTo(64);
    assertThat(ended.err()).contains("--output-table does not go with --sort-by-score");
  }

  private static ScoringWorld.Ended run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "--campaign-id=1";
    System.arraycopy(options, 0, arguments, 1, options.length);
    ScoringWorld.Ended ended = world().run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
  }

  /** A job's session ends with the job, and its catalogs with it. */
  private static Dataset<Row> lake(String table) {
    SparkSession spark = LocalSpark.session();
    spark.conf().set("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog");
    spark.conf().set("spark.sql.catalog.lake.type", "hadoop");
    spark.conf().set("spark.sql.catalog.lake.warehouse", home.resolve("lake").toString());
    return spark.read().table(table);
  }

  private static Dataset<Row> parquet(String run) {
    return LocalSpark.session().read().parquet(world().output("campaign-1/" + run));
  }

  private static String report(String run) throws IOException {
    return Files.readString(Path.of(world().output("campaign-1/" + run + "/_run.json")));
  }

  private static Set<Long> control(Dataset<Row> rows) {
    return rows.filter("control").select("user_id").collectAsList().stream()
        .map(row -> row.getLong(0))
        .collect(Collectors.toSet());
  }

  private static double least(@Nullable List<Row> rows) {
    return Objects.requireNonNull(rows).stream()
        .mapToDouble(row -> row.getDouble(1))
        .min()
        .orElse(0);
  }

  private static double greatest(@Nullable List<Row> rows) {
    return Objects.requireNonNull(rows).stream()
        .mapToDouble(row -> row.getDouble(1))
        .max()
        .orElse(0);
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
