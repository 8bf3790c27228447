package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.test.BrokenTables;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.format.CompressionCodec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionJobTest {

  private static final int USERS = 2000;
  private static final String FILTER = "country = 'US' AND age > 25";

  @TempDir private static Path home;
  private static @Nullable ScoringWorld world;
  private static Path broken = Path.of("none");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void layOutAWorld() throws IOException {
    world = ScoringWorld.of(home, USERS);
    Dataset<Row> users = SampleUsers.of(LocalSpark.session(), USERS);
    Dataset<Row> odd = users.drop("label").withColumnRenamed("country", "Country");
    odd.withColumn(
            "user_id",
            functions.when(functions.col("user_id").leq(10), null).otherwise(odd.col("user_id")))
        .write()
        .parquet(world().table("odd"));
    users.drop("country").write().parquet(world().table("without-country"));
    users
        .withColumn("age", functions.col("age").cast(DataTypes.StringType))
        .write()
        .parquet(world().table("age-as-text"));
    users.drop("label").repartition(2).write().parquet(world().table("half-broken"));
    broken = BrokenTables.breakLastFile(Path.of(world().table("half-broken")));
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @BeforeEach
  void storeTheCampaign() {
    world().api().fail(0, 200);
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                1, "models/sample/1", FILTER, SampleUsers.featureNames(), null, true));
  }

  @Test
  void publishesTheScoresOfTheAudience() throws IOException {
    assertThat(run("--campaign-id", "1", "--run-id", "r-first")).as(err.toString()).isZero();
    SparkSession spark = LocalSpark.session();
    Dataset<Row> predictions = spark.read().parquet(world().output("campaign-1/r-first"));
    assertThat(predictions.columns())
        .containsExactly(
            "user_id", "prediction_score", "campaign_id", "model_version", "run_id", "scored_at");
    List<Row> expected =
        spark
            .read()
            .parquet(world().table("users"))
            .filter("country = 'US' AND age > 25")
            .collectAsList();
    List<Row> found = predictions.orderBy("user_id").collectAsList();
    assertThat(found.stream().map(row -> row.getLong(0)))
        .containsExactlyElementsOf(expected.stream().map(row -> row.getLong(0)).sorted().toList());
    for (Row row : found) {
      assertThat(row.getDouble(1))
          .isCloseTo(world().model().probability(row.getLong(0)), within(1e-6));
      assertThat(row.getLong(2)).isEqualTo(1);
      assertThat(row.getInt(3)).isEqualTo(1);
      assertThat(row.getString(4)).isEqualTo("r-first");
    }
    assertThat(world().files("campaign-1/r-first"))
        .contains("_SUCCESS", "_run.json")
        .noneMatch(name -> name.endsWith(".unfinished"));
    assertThat(Path.of(world().output("campaign-1"))).isDirectoryNotContaining("glob:**/_staging*");
    assertThat(out.toString())
        .contains("users read  2,000", "scored      %,d".formatted(expected.size()));
    tellsTheService(expected.size());
  }

  private static void tellsTheService(long scored) {
    List<RunNotice> notices = world().api().notices("r-first");
    assertThat(notices.get(0).state()).isNull();
    RunNotice last = notices.get(notices.size() - 1);
    assertThat(last.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(last.exitCode()).isZero();
    assertThat(Objects.requireNonNull(last.report()).scored()).isEqualTo(scored);
  }

  @Test
  void theSameRunTwiceGivesTheSameResultOnce() throws IOException {
    assertThat(run("--campaign-id", "1", "--run-id", "r-twice")).isZero();
    List<String> files = world().files("campaign-1/r-twice");
    assertThat(run("--campaign-id", "1", "--run-id", "r-twice")).isZero();
    assertThat(world().files("campaign-1/r-twice")).isEqualTo(files);
    assertThat(out.toString()).contains("Run r-twice was already published");
  }

  @Test
  void theSameRunOfAChangedCampaignIsToldAsItWas() {
    Campaign first =
        ScoringWorld.campaign(
            12, "models/sample/1", "age > 60", SampleUsers.featureNames(), null, true);
    world().api().store(first);
    assertThat(run("--campaign-id", "12", "--run-id", "r-told")).as(err.toString()).isZero();
    world()
        .api()
        .store(
            new Campaign(
                first.id(),
                first.name(),
                first.modelPath(),
                "TRUE",
                first.features(),
                first.usersTable(),
                first.users(),
                first.newestBy(),
                first.holdout(),
                first.maxDrift(),
                first.segments(),
                first.output(),
                first.isActive(),
                first.revision() + 1,
                first.createdAt(),
                first.updatedAt()));

    assertThat(run("--campaign-id", "12", "--run-id", "r-told")).isZero();

    assertThat(out.toString())
        .contains("audience    age > 60")
        .contains("audience    that of revision 1; the campaign has been changed since")
        .doesNotContain("audience    TRUE");
  }

  @Test
  void usersWithoutAKeyAreCountedAndLeftOut() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                2, "models:/sample/1", "TRUE", SampleUsers.featureNames(), "warehouse/odd", true));
    assertThat(run("--campaign-id", "2", "--run-id", "r-odd")).as(err.toString()).isZero();
    assertThat(Files.readString(Path.of(world().output("campaign-2/r-odd/_run.json"))))
        .contains("\"audience\" : 2000", "\"scored\" : 1990", "\"null_key\" : 10");
  }

  @Test
  void widerTypesAreTakenAndValuesThatDoNotFitAreRejected() throws IOException {
    SparkSession spark = LocalSpark.session();
    Dataset<Row> users = spark.read().parquet(world().table("users"));
    Column id = users.col("user_id");
    users
        .withColumn(
            "age",
            functions
                .when(id.equalTo(1), functions.lit("18446744073709551615"))
                .otherwise(users.col("age").cast("string"))
                .cast("decimal(20,0)"))
        .withColumn(
            "frequency",
            functions
                .when(id.equalTo(2), 1.5)
                .when(users.col("frequency").isNull(), Double.NaN)
                .otherwise(users.col("frequency").cast("double")))
        .withColumn(
            "is_premium",
            functions.when(id.equalTo(3), 7).otherwise(users.col("is_premium").cast("int")))
        .write()
        .parquet(world().table("wide"));
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                20, "models/sample/1", "TRUE", SampleUsers.featureNames(), "warehouse/wide", true));

    assertThat(run("--campaign-id", "20", "--run-id", "r-wide")).as(err.toString()).isZero();

    assertThat(Files.readString(Path.of(world().output("campaign-20/r-wide/_run.json"))))
        .contains(
            "\"scored\" : 1997",
            "\"unusable_value: age\" : 1",
            "\"unusable_value: frequency\" : 1",
            "\"unusable_value: is_premium\" : 1",
            "\"expected_positives\"");
    List<Row> scored =
        LocalSpark.session().read().parquet(world().output("campaign-20/r-wide")).collectAsList();
    assertThat(scored).hasSize(1997);
    for (Row row : scored) {
      assertThat(row.getDouble(1))
          .isCloseTo(world().model().probability(row.getLong(0)), within(1e-6));
    }
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(world().output("campaign-20/r-wide/_rejected"))
                .orderBy("user_id")
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactly(
            "[1,unusable_value: age]",
            "[2,unusable_value: frequency]",
            "[3,unusable_value: is_premium]");
  }

  @Test
  void everyRowOfADoubledKeyIsRejected() throws IOException {
    SparkSession spark = LocalSpark.session();
    Dataset<Row> users = spark.read().parquet(world().table("users"));
    users.union(users.filter("user_id <= 5")).write().parquet(world().table("doubled"));
    String table = "warehouse/doubled";
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                21, "models/sample/1", "TRUE", SampleUsers.featureNames(), table, true));

    assertThat(run("--campaign-id", "21", "--run-id", "r-doubled")).as(err.toString()).isZero();

    assertThat(Files.readString(Path.of(world().output("campaign-21/r-doubled/_run.json"))))
        .contains("\"audience\" : 2005", "\"scored\" : 1995", "\"doubled_key\" : 10");
    Dataset<Row> scored =
        LocalSpark.session().read().parquet(world().output("campaign-21/r-doubled"));
    assertThat(scored.filter("user_id <= 5").count()).isZero();
    assertThat(scored.count()).isEqualTo(1995);
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(world().output("campaign-21/r-doubled/_rejected"))
                .count())
        .isEqualTo(10);
  }

  @Test
  void refusesColumnsWhoseNamesDifferInCaseOnly() throws IOException {
    SparkSession exact = LocalSpark.session().newSession();
    exact.conf().set("spark.sql.caseSensitive", "true");
    Dataset<Row> users = exact.read().parquet(world().table("users"));
    users.withColumn("AGE", users.col("age")).write().parquet(world().table("twice"));
    String table = "warehouse/twice";
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                22, "models/sample/1", "TRUE", SampleUsers.featureNames(), table, true));
    refuses(65, "names that differ in case only, as `age` does", 22);
  }

  @Test
  void aRunThatIsRunningElsewhereIsWaitedForAndADeadOnesRemainsAreSwept() throws IOException {
    Path alive =
        Path.of(
            world()
                .output("campaign-1/_staging-r-busy-00000000-0000-0000-0000-000000000000/_alive"));
    Files.createDirectories(alive.getParent());
    Files.writeString(alive, "");
    assertThat(run("--campaign-id", "1", "--run-id", "r-busy")).isEqualTo(75);
    assertThat(err.toString()).contains("Run r-busy is still running elsewhere");
    assertThat(alive).exists();
    assertThat(world().api().notices("r-busy"))
        .as("the run itself did not fail")
        .extracting(RunNotice::state)
        .containsOnlyNulls();

    Files.setLastModifiedTime(alive, FileTime.from(Instant.now().minusSeconds(3600)));
    assertThat(run("--campaign-id", "1", "--run-id", "r-busy")).as(err.toString()).isZero();
    assertThat(alive.getParent()).doesNotExist();
  }

  @Test
  void anEmptyAudienceIsPublishedAsSuch() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                3, "models/sample/1", "age > 1000", SampleUsers.featureNames(), null, true));
    assertThat(run("--campaign-id", "3", "--run-id", "r-none")).as(err.toString()).isZero();
    assertThat(LocalSpark.session().read().parquet(world().output("campaign-3/r-none")).count())
        .isZero();
    assertThat(out.toString()).contains("scored      0", "scores      none");
  }

  @Test
  void theOrderOfTheCampaignsFeaturesDoesNotMatter() throws IOException {
    List<String> reversed = new ArrayList<>(SampleUsers.featureNames());
    Collections.reverse(reversed);
    world().api().store(ScoringWorld.campaign(4, "models/sample/1", FILTER, reversed, null, true));
    assertThat(run("--campaign-id", "4")).as(err.toString()).isZero();
  }

  @Test
  void refusesAMissingModel() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                10, "models/sample/99", FILTER, SampleUsers.featureNames(), null, true));
    refuses(
        66,
        "There is no model sample/99 under %s/models: train it".formatted(home),
        10,
        "--run-id=r-no-model");
    assertThat(world().api().notices("r-no-model"))
        .last()
        .satisfies(
            notice -> {
              assertThat(notice.state()).isEqualTo(RunState.FAILED);
              assertThat(notice.exitCode()).isEqualTo(66);
              assertThat(notice.message()).startsWith("There is no model sample/99");
            });
  }

  @Test
  void refusesAModelWhoseFileWasChanged() throws IOException {
    ModelVersion version = world().model().publish("changed", home.resolve("models"));
    Path file = home.resolve("models").resolve(version.path()).resolve("model.cbm");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                11, "models/changed/1", FILTER, SampleUsers.featureNames(), null, true));
    refuses(65, "model.cbm of model changed/1 is not the file that was published", 11);
  }

  @Test
  void refusesAnAbsentFeature() throws IOException {
    String table = "warehouse/without-country";
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                12, "models/sample/1", "TRUE", SampleUsers.featureNames(), table, true));
    refuses(65, "Cannot score campaign 12 on %s: column 'country' is absent.", 12);
  }

  @Test
  void refusesAFeatureOfAnotherType() throws IOException {
    String table = "warehouse/age-as-text";
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                13, "models/sample/1", "TRUE", SampleUsers.featureNames(), table, true));
    refuses(65, "column 'age' is string, the model wants integer", 13);
  }

  @Test
  void tellsAllThatDoesNotFitAtOnce() {
    String table = world().table("unfit");
    LocalSpark.session()
        .read()
        .parquet(world().table("age-as-text"))
        .drop("country")
        .withColumnRenamed("user_id", "id")
        .write()
        .parquet(table);
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                40, "models/sample/1", "contry = 'US'", List.of("age"), "warehouse/unfit", true));
    for (String option : List.of("--run-id=r-unfit", "--dry-run")) {
      err.getBuffer().setLength(0);
      int code =
          run(
              "--campaign-id=40",
              option,
              "--users-partition=ds=1",
              "--newest-by=updated_at",
              "--partition-by=day");

      assertThat(code).isEqualTo(65);
      String on = "Cannot score campaign 40 on " + table + ": column ";
      assertThat(err.toString().lines())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .startsWith("Cannot score campaign 40: it names the features [age], model"),
              line ->
                  assertThat(line)
                      .startsWith(
                          "--users-partition, or users.partition of the campaign, ds=1: the users table"),
              line -> assertThat(line).contains("has no key column 'user_id'; its columns are id,"),
              line -> assertThat(line).contains("its audience filter, at character 1: "),
              line -> assertThat(line).isEqualTo(on + "'age' is string, the model wants integer"),
              line -> assertThat(line).startsWith(on + "'country' is absent. The columns are id,"),
              line ->
                  assertThat(line)
                      .startsWith(
                          "--newest-by, or newest_by of the campaign, updated_at: the users table"),
              line ->
                  assertThat(line).startsWith("--partition-by day: the predictions have no such"));
    }
    assertThat(Path.of(world().output("campaign-40"))).doesNotExist();
  }

  @Test
  void refusesAFilterWithAnUnknownColumn() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                14, "models/sample/1", "contry = 'US'", SampleUsers.featureNames(), null, true));
    refuses(65, "Cannot score campaign 14: its audience filter, at character 1: ", 14);
    assertThat(err.toString()).contains("contry", "country");
  }

  @Test
  void findsWhatIsWrongWithACampaignBeforeItReadsTheUsers() throws IOException {
    String table = "warehouse/half-broken";
    List<String> features = SampleUsers.featureNames();
    ModelVersion version = world().model().publish("broken", home.resolve("models"));
    Files.writeString(home.resolve("models").resolve(version.path()).resolve("model.cbm"), "?");
    world()
        .api()
        .store(ScoringWorld.campaign(20, "models/broken/1", FILTER, features, table, true));
    refuses(65, "model.cbm of model broken/1 is not the file that was published", 20);
  }

  @Test
  void refusesAUsersTableWithABrokenFile() throws IOException {
    refuses(65, broken + " cannot be read: ", 1, "--users=" + world().table("half-broken"));
  }

  @Test
  void namesACodecThatIsNotAmongSparksJars() throws IOException {
    String table = world().table("brotli");
    LocalSpark.session().read().parquet(world().table("users")).coalesce(1).write().parquet(table);
    BrokenTables.nameCodec(Path.of(table), CompressionCodec.BROTLI);
    refuses(
        65,
        "The table is compressed with a codec that is not among Spark's jars (Class"
            + " org.apache.hadoop.io.compress.BrotliCodec was not found): add it there, or write",
        1,
        "--users=" + table);
  }

  @Test
  void scoresATableOfTheWarehouseAndTellsItsState() throws IOException {
    Path warehouse = home.resolve("warehouse");
    long snapshot =
        LocalWarehouse.write(
            warehouse, "shop/raw", LocalSpark.session().read().parquet(world().table("users")));
    List<String> features = SampleUsers.featureNames();
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                30, "models/sample/1", FILTER, features, "warehouse/shop/raw", true));
    assertThat(run("--campaign-id", "30", "--run-id", "r-table")).as(err.toString()).isZero();
    assertThat(Files.readString(Path.of(world().output("campaign-30/r-table/_run.json"))))
        .contains("\"users\" : " + snapshot);
    assertThat(run("--campaign-id", "1", "--run-id", "r-files")).as(err.toString()).isZero();
    SparkSession spark = LocalSpark.session();
    assertThat(spark.read().parquet(world().output("campaign-30/r-table")).count())
        .isEqualTo(spark.read().parquet(world().output("campaign-1/r-files")).count());

    Path file = BrokenTables.breakLastFile(LocalWarehouse.data(warehouse, "shop/raw"));
    refuses(65, file + " cannot be read: ", 30);
  }

  @Test
  void refusesUsersThatAreNoParquet() throws IOException {
    Path text = Files.writeString(home.resolve("x.parquet"), "user_id,age");
    refuses(65, text + " cannot be read: ", 1, "--users=" + text);
  }

  @Test
  void refusesAnOutputThatIsOrLiesUnderAFile() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    for (Path output : List.of(file, file.resolve("below/output"))) {
      err.getBuffer().setLength(0);
      assertThat(run("--campaign-id=1", "--output=" + output)).isEqualTo(78);
      assertThat(err)
          .hasToString(
              "The output root %s cannot be a directory, for %s is a file: name another place%n"
                  .formatted(output, output.equals(file) ? "it" : file));
    }
  }

  @Test
  void saysWhichConnectorIsMissing() {
    assertThat(run("--campaign-id=1", "--output=s3a://bucket/output")).isEqualTo(78);
    assertThat(err.toString())
        .startsWith("s3a://bucket/output: no file system is installed for 's3a'")
        .hasLineCount(1);
  }

  @Test
  void showsNoPasswordOfTheServicesAddress() {
    assertThat(run("--campaign-id=1", "--config-api-url=http://me:secret@localhost")).isEqualTo(78);
    assertThat(err.toString()).doesNotContain("secret").hasLineCount(1);
  }

  @Test
  void refusesAnInactiveCampaign() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                15, "models/sample/1", FILTER, SampleUsers.featureNames(), null, false));
    refuses(65, "Campaign 15 'Spring' is not active: set is_active to true", 15);
  }

  @Test
  void refusesAnUnknownCampaign() throws IOException {
    refuses(66, "There is no campaign 404 at " + world().api().url(), 404);
  }

  @Test
  void refusesWhenTheServiceIsDown() throws IOException {
    refuses(
        69,
        "The service at http://localhost:9 did not answer",
        1,
        "--config-api-url=http://localhost:9");
  }

  @Test
  void aServiceThatGoesAwayCostsNothingAndIsToldByTheNextAttempt() throws IOException {
    world().api().goAwayAfterNotices(1);
    assertThat(run("--campaign-id=1", "--run-id=r-away")).as(err.toString()).isZero();
    world().api().comeBack();

    assertThat(world().files("campaign-1/r-away")).contains("_SUCCESS", "_run.json");
    assertThat(world().api().notices("r-away"))
        .as("heard before it went away")
        .extracting(RunNotice::state)
        .containsOnlyNulls();
    assertThat(run("--campaign-id=1", "--run-id=r-away")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Run r-away was already published");
    byte[] report =
        Files.readAllBytes(Path.of(world().output("campaign-1/r-away")).resolve("_run.json"));
    assertThat(world().api().notices("r-away"))
        .last()
        .satisfies(
            last -> {
              assertThat(last.state()).isEqualTo(RunState.SUCCEEDED);
              assertThat(last.report()).isEqualTo(Json.read(report, RunReport.class, "report"));
            });
  }

  @Test
  void refusesAMissingUsersTable() throws IOException {
    refuses(
        66, "There is no users table at %s/none: ".formatted(home), 1, "--users=" + home + "/none");
  }

  @Test
  void refusesAnUnknownKeyInTheEnvironment() throws IOException {
    Path wrong =
        Files.writeString(home.resolve("wrong.yaml"), world().environment("  modles: x\n"));
    refuses(
        78,
        wrong + ":4: unknown key 'roots.modles'; the keys there are models,",
        1,
        "--env=" + wrong);
  }

  @Test
  void refusesFeaturesThatAreNotTheModels() throws IOException {
    world()
        .api()
        .store(ScoringWorld.campaign(16, "models/sample/1", FILTER, List.of("age"), null, true));
    refuses(65, "Cannot score campaign 16: it names the features [age], model sample/1 has", 16);
  }

  @Test
  void refusesATableOutsideTheWarehouse() throws IOException {
    world()
        .api()
        .store(
            ScoringWorld.campaign(
                17, "models/sample/1", FILTER, SampleUsers.featureNames(), "/etc", true));
    refuses(65, "users_table '/etc' does not lie under the warehouse root", 17);
  }

  @Test
  void refusesWrongArguments() {
    assertThat(run("--campaign-id", "x")).isEqualTo(64);
    assertThat(run("--campaign-id", "0", "--env", home.resolve("env.yaml").toString()))
        .isEqualTo(64);
    assertThat(run("--campaign", "1")).isEqualTo(64);
    assertThat(run("--campaign-id", "1", "--run-id", "../x")).isEqualTo(64);
    assertThat(run("--campaign-id", "1", "--show", "-1")).isEqualTo(64);
    assertThat(err.toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.endsWith("; see predict --help"));
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--campaign-id", "--config-api-url", "--env", "--users", "--output", "--run-id");
  }

  private void refuses(int code, String message, long campaign, String... options)
      throws IOException {
    Path elsewhere = home.resolve("output-" + campaign + "-" + options.length);
    List<String> arguments = new ArrayList<>(List.of("--campaign-id=" + campaign));
    arguments.add("--output=" + elsewhere);
    arguments.addAll(List.of(options));
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isEqualTo(code);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .contains(message.formatted(home.resolve("warehouse/without-country")));
    assertThat(elsewhere).doesNotExist();
  }

  private int run(String... arguments) {
    ScoringWorld.Ended ended = world().run(arguments);
    out.append(ended.out());
    err.append(ended.err());
    return ended.code();
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
