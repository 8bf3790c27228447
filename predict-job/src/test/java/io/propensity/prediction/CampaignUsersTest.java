package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.campaign.UsersSettings;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a campaign wants its users table read holds where the command line says nothing. */
class CampaignUsersTest {

  private static final int USERS = 200;
  private static final Map<String, String> FIRST = Map.of("ds", "2026-11-23");
  private static final Map<String, String> SECOND = Map.of("ds", "2026-11-24");

  @TempDir private static Path home;
  private static @Nullable ScoringWorld world;

  @BeforeAll
  static void layOutAWorld() {
    world = ScoringWorld.of(home, USERS);
    Dataset<Row> users =
        LocalSpark.session()
            .read()
            .parquet(world().table("users"))
            .withColumn(
                "country", // a record of CSV has to be a line
                functions.regexp_replace(functions.col("country"), "[\\n\\r]", " "))
            .withColumn(
                "ds", functions.expr("if(user_id <= 50, date'2026-11-23', date'2026-11-24')"));
    users.write().partitionBy("ds").parquet(world().table("by-day"));
    users
        .drop("ds")
        .write()
        .option("header", true)
        .option("escape", "\"")
        .csv(world().table("csv"));
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void isReadInThatPart() {
    store(1, "warehouse/by-day", new UsersSettings(null, null, FIRST, null));

    assertThat(scored(1, "r-first")).isEqualTo(50);
    assertThat(world().run("--campaign-id=1", "--dry-run").out())
        .contains("by-day, ds=2026-11-23\n", "users       50\n");
    assertThat(scored(1, "r-second", "--users-partition=ds=2026-11-24")).isEqualTo(150);
    assertThat(scored(1, "r-other-table", "--users=" + world().table("users"))).isEqualTo(USERS);
  }

  @Test
  void isReadByThatSchema() {
    String schema = LocalSpark.session().read().parquet(world().table("users")).schema().toDDL();
    store(2, "warehouse/csv", new UsersSettings("csv", schema, null, null));

    assertThat(scored(2, "r-csv")).isEqualTo(USERS);
  }

  @Test
  void isRefusedByItsOwnName() {
    store(3, "warehouse/by-day", new UsersSettings(null, null, Map.of("day", "1"), null));
    store(4, "warehouse/csv", new UsersSettings("csv", null, SECOND, null));
    store(5, "warehouse/csv", new UsersSettings("xml", null, null, null));

    assertRefused(
        3, "--users-partition, or users.partition of the campaign, day=1: the users table");
    assertRefused(4, "Campaign 4, users: --users-format csv needs --users-schema");
    assertRefused(5, "Campaign 5, users: the format 'xml' is none of parquet, orc, csv");
  }

  @Test
  void headersThatDoNotFitAreToldWithAllElseBeforeARowIsRead() {
    store(6, "warehouse/csv", new UsersSettings("csv", "user_id BIGINT, years INT", null, null));

    assertRefused(6, " lacks years, and has age, ");
    assertRefused(6, "Cannot score campaign 6 on");
  }

  private static void assertRefused(long id, String why) {
    ScoringWorld.Ended ended = world().run("--campaign-id=" + id, "--run-id=r-refused");
    assertThat(ended.code()).isEqualTo(65);
    assertThat(ended.err()).contains(why);
  }

  private static long scored(long id, String run, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--campaign-id=" + id;
    arguments[1] = "--run-id=" + run;
    System.arraycopy(more, 0, arguments, 2, more.length);
    ScoringWorld.Ended ended = world().run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return LocalSpark.session()
        .read()
        .parquet(world().output("campaign-%d/%s".formatted(id, run)))
        .count();
  }

  private static void store(long id, String usersTable, UsersSettings users) {
    world().storeWith(id, Map.of("users_table", usersTable, "users", users));
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
