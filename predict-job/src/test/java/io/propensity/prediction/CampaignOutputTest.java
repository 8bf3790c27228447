package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.campaign.OutputSettings;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.HashMap;
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

/** What a campaign wants published holds where the command line says nothing. */
class CampaignOutputTest {

  private static final int USERS = 200;
  private static final String SEGMENTS = "high:0.1,low";

  @TempDir private static Path home;
  private static @Nullable ScoringWorld world;

  @BeforeAll
  static void layOutAWorld() {
    world = ScoringWorld.of(home, USERS);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void isWhatARunPublishes() {
    store(1, SEGMENTS, new OutputSettings("csv", null, List.of("segment"), true, 50L, null, null));

    ScoringWorld.Ended ended = world().run("--campaign-id=1", "--run-id=r-own");

    assertThat(ended.code()).as(ended.err()).isZero();
    Dataset<Row> rows =
        LocalSpark.session().read().option("header", true).csv(world().output("campaign-1/r-own"));
    assertThat(rows.count()).isEqualTo(50);
    assertThat(rows.filter("segment = 'high'").count()).isEqualTo(20);
    assertThat(rows.columns()).contains("segment");
  }

  @Test
  void givesWayToTheCommandLine() {
    store(2, SEGMENTS, new OutputSettings("csv", null, List.of("segment"), null, 50L, 2.0, null));

    ScoringWorld.Ended ended =
        world()
            .run(
                "--campaign-id=2",
                "--run-id=r-other",
                "--output-format=json",
                "--top=7",
                "--min-score=0",
                "--segments=best:0.5,rest");

    assertThat(ended.code()).as(ended.err()).isZero();
    Dataset<Row> rows = LocalSpark.session().read().json(world().output("campaign-2/r-other"));
    assertThat(rows.count()).isEqualTo(7);
    assertThat(rows.filter("segment = 'best'").count()).isEqualTo(7);
  }

  @Test
  void keepsSoManyRuns() {
    store(3, null, new OutputSettings(null, null, null, null, null, null, 1));

    assertThat(world().run("--campaign-id=3", "--run-id=r-one").code()).isZero();
    assertThat(world().run("--campaign-id=3", "--run-id=r-two").code()).isZero();

    assertThat(Path.of(world().output("campaign-3/r-one"))).doesNotExist();
    assertThat(Path.of(world().output("campaign-3/r-two"))).isDirectory();
  }

  @Test
  void isRefusedByItsOwnName() {
    store(4, "high", new OutputSettings("carrier", null, null, null, null, null, null));
    ScoringWorld.Ended unknown = world().run("--campaign-id=4", "--run-id=r-unknown");
    assertThat(unknown.code()).isEqualTo(78);
    assertThat(unknown.err())
        .contains("the campaign's output.format carrier: files are written as parquet, orc, csv");

    store(5, null, new OutputSettings("csv", "lake.a.b", null, null, null, null, null));
    ScoringWorld.Ended both = world().run("--campaign-id=5", "--run-id=r-both");
    assertThat(both.code()).isEqualTo(65);
    assertThat(both.err())
        .contains(
            "the campaign's output.table does not go with the campaign's output.format, which is for files");

    store(7, null, new OutputSettings(null, null, List.of("colour"), null, null, null, null));
    ScoringWorld.Ended folder = world().run("--campaign-id=7", "--run-id=r-folder");
    assertThat(folder.code()).isEqualTo(65);
    assertThat(folder.err())
        .contains("the campaign's output.partition_by colour: the predictions have no such column");

    store(8, null, new OutputSettings(null, "nowhere.a.b", null, null, null, null, null));
    ScoringWorld.Ended table = world().run("--campaign-id=8", "--run-id=r-table");
    assertThat(table.code()).isEqualTo(78);
    assertThat(table.err())
        .contains(
            "the campaign's output.table nowhere.a.b: Spark does not know the catalog 'nowhere'");

    store(6, "high:2,low", null);
    ScoringWorld.Ended segments = world().run("--campaign-id=6", "--run-id=r-segments");
    assertThat(segments.code()).isEqualTo(65);
    assertThat(segments.err())
        .contains("the campaign's segments 'high:2,low': each share is above 0");
  }

  private static void store(long id, @Nullable String segments, @Nullable OutputSettings output) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("segments", segments);
    settings.put("output", output);
    world().storeWith(id, settings);
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
