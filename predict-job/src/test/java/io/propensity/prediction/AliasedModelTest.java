package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.campaign.Campaign;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.run.ConfigurationException;
import io.propensity.run.UnavailableException;
import io.propensity.test.SampleUsers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Campaigns whose model is what the registry takes for it, and the revision that a run scores. */
class AliasedModelTest {

  private static final String CHAMPION = "models:/sample@champion";
  private static final String KNOWN =
      "{\"campaign_revision\": %d, \"model\": {\"name\": \"sample\", \"version\": %d}}";

  @TempDir private static Path home;
  private static @Nullable ScoringWorld world;

  @BeforeAll
  static void layOutAWorld() {
    world = ScoringWorld.of(home, 200);
  }

  @AfterEach
  void takeRunsAgain() {
    world().api().refuseRuns("");
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  @Test
  void scoresWithTheVersionThatIsWrittenDownOfTheRun() {
    world().api().store(campaign(1, CHAMPION, "TRUE", 1));
    world().api().knows("r-alias", KNOWN.formatted(1, 1));

    ScoringWorld.Ended ended = world().run("--campaign-id=1", "--run-id=r-alias");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("model       sample/1");
    RunReport report = report("r-alias");
    assertThat(report.modelName()).isEqualTo("sample");
    assertThat(report.modelVersion()).isEqualTo(1);
  }

  @Test
  void scoresTheRevisionThatIsWrittenDownOfTheRun() {
    world().api().store(campaign(2, "models/sample/1", "no_such > 1", 4));
    world().api().storeRevision(campaign(2, "models/sample/1", "age > 40", 3));
    world().api().knows("r-before", KNOWN.formatted(3, 1));

    ScoringWorld.Ended ended = world().run("--campaign-id=2", "--run-id=r-before");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("revision 3", "audience    age > 40");
    assertThat(report("r-before").campaignRevision()).isEqualTo(3);
  }

  @Test
  void takesRevisionAndVersionFromTheCommandLine() {
    world().api().store(campaign(3, CHAMPION, "no_such > 1", 9));
    world().api().storeRevision(campaign(3, CHAMPION, "TRUE", 7));

    ScoringWorld.Ended ended =
        world()
            .run(
                "--campaign-id=3", "--campaign-revision=7", "--model=sample/1", "--run-id=r-given");

    assertThat(ended.code()).as(ended.err()).isZero();
    RunNotice told = world().api().notices("r-given").get(0);
    assertThat(told.campaignRevision()).isEqualTo(7);
    assertThat(told.modelName()).isEqualTo("sample");
    assertThat(told.modelVersion()).isEqualTo(1);
    assertThat(report("r-given").campaignRevision()).isEqualTo(7);
  }

  @Test
  void asksTheRegistryInADryRun() {
    world().api().store(campaign(4, CHAMPION, "TRUE", 1));
    world().api().store(campaign(5, "models:/sample/latest", "TRUE", 1));
    world().api().storeModel("{\"latest_version\": 1, \"aliases\": {\"champion\": 1}}");

    assertThat(world().run("--campaign-id=4", "--dry-run").out()).contains("model       sample/1");
    assertThat(world().run("--campaign-id=5", "--dry-run").out()).contains("model       sample/1");
    world().api().storeModel("{\"latest_version\": null, \"aliases\": {}}");
    ScoringWorld.Ended absent = world().run("--campaign-id=4", "--dry-run");
    assertThat(absent.code()).isEqualTo(66);
    assertThat(absent.err()).contains("has no sample@champion: curl ");
  }

  @Test
  void doesNotScoreWithoutAWordOfTheServiceWhichVersionIsMeant() {
    world().api().store(campaign(6, CHAMPION, "TRUE", 1));
    world().api().refuseRuns("model sample has no alias 'champion'");

    ScoringWorld.Ended refused = world().run("--campaign-id=6", "--run-id=r-unknown");

    assertThat(refused.code()).isEqualTo(65);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err())
        .contains("does not take run r-unknown: model sample has no alias 'champion'");
    assertThat(Path.of(world().output("campaign-6"))).doesNotExist();
  }

  @Test
  void scoresANamedVersionWhateverTheServiceSaysOfTheRun() {
    world().api().store(campaign(7, "models/sample/1", "TRUE", 1));
    world().api().refuseRuns("Run r-taken is of something else");

    ScoringWorld.Ended ended = world().run("--campaign-id=7", "--run-id=r-taken");

    assertThat(ended.code()).as(ended.err()).isZero();
  }

  @Test
  void refusesARevisionOrAVersionOtherThanThoseThatAreWrittenDownOfTheRun() {
    world().api().store(campaign(10, CHAMPION, "TRUE", 5));
    world().api().storeRevision(campaign(10, CHAMPION, "TRUE", 5));
    world().api().storeRevision(campaign(10, CHAMPION, "TRUE", 4));
    world().api().knows("r-first", KNOWN.formatted(4, 1));

    ScoringWorld.Ended revised =
        world().run("--campaign-id=10", "--campaign-revision=5", "--run-id=r-first");
    assertThat(revised.code()).isEqualTo(64);
    assertThat(revised.err())
        .contains(
            "--campaign-revision 5: for run r-first the service has 4: leave --campaign-revision"
                + " out, or choose another --run-id");
    ScoringWorld.Ended other =
        world().run("--campaign-id=10", "--model=sample/2", "--run-id=r-first");
    assertThat(other.code()).isEqualTo(64);
    assertThat(other.err())
        .contains("--model sample/2: for run r-first the service has sample/1: leave --model out");
    assertThat(Path.of(world().output("campaign-10"))).doesNotExist();

    ScoringWorld.Ended same =
        world()
            .run(
                "--campaign-id=10",
                "--campaign-revision=4",
                "--model=sample/1",
                "--run-id=r-first");
    assertThat(same.code()).as(same.err()).isZero();
  }

  @Test
  void warnsWhereTheServiceDoesNotLetItTellOfTheRun() {
    world().api().store(campaign(11, "models/sample/1", "TRUE", 1));
    world().api().refuseRuns(403, "not for readers");

    ScoringWorld.Ended ended = world().run("--campaign-id=11", "--run-id=r-untold");

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(PredictionJob.unheard(new ConfigurationException("refused"))).isEqualTo(Level.WARN);
    assertThat(PredictionJob.unheard(new UnavailableException("away"))).isEqualTo(Level.INFO);
  }

  @Test
  void refusesAVersionThatTheCampaignDoesNotMean() {
    world().api().store(campaign(8, CHAMPION, "TRUE", 1));
    world().api().store(campaign(9, "models/sample/1", "TRUE", 1));

    ScoringWorld.Ended other = world().run("--campaign-id=8", "--model=others/1");
    assertThat(other.code()).isEqualTo(64);
    assertThat(other.err())
        .contains("--model others/1: campaign 8 is scored with models:/sample@champion");
    assertThat(world().run("--campaign-id=9", "--model=sample/2").code()).isEqualTo(64);
    assertThat(world().run("--campaign-id=9", "--model=sample").err())
        .contains("--model 'sample' is not of the form NAME/VERSION");
    assertThat(world().run("--campaign-id=9", "--campaign-revision=0").err())
        .contains("--campaign-revision 0: revisions count from 1");
  }

  private static RunReport report(String run) {
    List<RunNotice> notices = world().api().notices(run);
    return Objects.requireNonNull(notices.get(notices.size() - 1).report());
  }

  private static Campaign campaign(long id, String modelPath, String filter, int revision) {
    return ScoringWorld.with(
        ScoringWorld.campaign(id, modelPath, filter, SampleUsers.featureNames(), null, true),
        Map.of("revision", revision));
  }

  private static ScoringWorld world() {
    return Objects.requireNonNull(world);
  }
}
