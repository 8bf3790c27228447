package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {

  private static final int USERS = 1000;

  @TempDir private static Path home;

  private static @Nullable ScoringWorld world;

  @BeforeAll
  static void layOutAWorld() {
    world = ScoringWorld.of(home, USERS);
    LocalSpark.session()
        .read()
        .parquet(world().table("users"))
        .withColumn("user_id", functions.expr("if(user_id <= 20, null, user_id)"))
        .withColumn("country", functions.lit("US"))
        .write()
        .parquet(world().table("odd"));
    world().store(1, "age IS NULL OR age > 15", "warehouse/odd");
    world().store(2, "TRUE", null);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void saysWhatTheRunDid() throws IOException {
    ScoringWorld.Ended ended =
        run(
            "--run-id=r-page",
            "--segments=high:0.1,medium:0.3,low",
            "--holdout=0.1",
            "--explain=20");

    Path report = Path.of(world().output("campaign-1/r-page/_report"));
    assertThat(ended.out()).endsWith("  report      %s/index.html\n".formatted(report));
    assertThat(names(report))
        .containsExactly("drift.png", "index.html", "score_distribution.png", "segments.png");
    String page = Files.readString(report.resolve("index.html"));
    assertThat(page)
        .contains(
            "<h1>Spring: campaign 1</h1>",
            "of 1,000 users are in the audience",
            "The scores promise ",
            "Run r-page by model sample/1, started ",
            "Audience: age IS NULL OR age &gt; 15 (revision 1 of the campaign)",
            "<dt>rejected: null_key</dt>",
            "<dt>of them control group</dt>",
            "have no prediction; _rejected/ beside the result lists their keys",
            "These features drifted far from the rows that the model was trained on: country",
            "<th scope=\"row\">high</th>",
            "<h2>Deciles</h2>",
            "<h2>Reasons</h2>",
            "<th scope=\"col\">users raised</th>",
            "<img src=\"data:image/png;base64,iVBOR",
            "alt=\"Which share of the users has which scores\"")
        .doesNotContain("http", "<script");
  }

  @Test
  void readersOfTheDataDoNotSeeIt() {
    run("--run-id=r-parted", "--segments=high:0.1,low", "--partition-by=segment");
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(world().output("campaign-1/r-parted"))
                .groupBy("segment")
                .count()
                .count())
        .isEqualTo(2);
  }

  @Test
  void liesBesideTheReportWhereTheRowsWentElsewhere() throws IOException {
    run("--run-id=r-table", "--output-table=lake.marketing.paged");
    assertThat(names(Path.of(world().output("campaign-1/r-table/_report"))))
        .contains("index.html", "score_distribution.png");
  }

  @Test
  void hasNoPicturesWhereTheEnvironmentWantsNone() throws IOException {
    Path plain = home.resolve("plain.yaml");
    Files.writeString(plain, world().environment("") + "figures: false\n");
    run("--run-id=r-plain", "--env=" + plain);
    Path report = Path.of(world().output("campaign-1/r-plain/_report"));
    assertThat(names(report)).containsExactly("index.html");
    assertThat(Files.readString(report.resolve("index.html"))).doesNotContain("<img");
  }

  @Test
  void aRunOfUsersLikeThoseOfTheTrainingHasNoWarning() throws IOException {
    world().run("--campaign-id=2", "--run-id=r-same");
    assertThat(Files.readString(Path.of(world().output("campaign-2/r-same/_report/index.html"))))
        .contains("1,000 of 1,000 users are in the audience")
        .doesNotContain("class=\"notice\"");
  }

  @Test
  void aRunThatScoredNobodySaysSo() throws IOException {
    world().store(3, "age > 1000", null);
    ScoringWorld.Ended ended = world().run("--campaign-id=3", "--run-id=r-nobody");
    assertThat(ended.code()).as(ended.err()).isZero();
    Path report = Path.of(world().output("campaign-3/r-nobody/_report"));
    assertThat(names(report)).containsExactly("index.html");
    assertThat(Files.readString(report.resolve("index.html"))).contains("Nobody was scored.");
  }

  private static ScoringWorld.Ended run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "--campaign-id=1";
    System.arraycopy(options, 0, arguments, 1, options.length);
    ScoringWorld.Ended ended = world().run(arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended;
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
