package io.propensity.prediction;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.campaign.Campaign;
import io.propensity.environment.Environment;
import io.propensity.job.StepClock;
import io.propensity.model.Manifest;
import io.propensity.prediction.delivery.Delivery;
import io.propensity.prediction.delivery.Destination;
import io.propensity.prediction.delivery.Destinations;
import io.propensity.prediction.explanation.Reasons;
import io.propensity.prediction.page.RunPage;
import io.propensity.prediction.page.ScoredCampaign;
import io.propensity.prediction.publication.PredictionStore;
import io.propensity.prediction.publication.Publication;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.report.Drift;
import io.propensity.report.FeatureReasons;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.report.ScoringFigures;
import io.propensity.report.StepProgress;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.scoring.ScoreTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one campaign and publishes the predictions: claim, plan, score, deliver, commit. The same
 * run id a second time gives the result of the first.
 */
final class PredictionRun {

  private static final Logger LOG = LoggerFactory.getLogger(PredictionRun.class);

  private final SparkSession spark;
  private final Environment environment;
  private final RunRequest request;
  private final Consumer<StepProgress> told;
  private final PredictionStore store;
  private final ArtifactStore models;
  private final StepClock clock = new StepClock();

  /**
   * A run that is not begun.
   *
   * @param told is given how far the scoring is, now and then; it must not wait
   */
  PredictionRun(
      SparkSession spark,
      Environment environment,
      RunRequest request,
      Consumer<StepProgress> told) {
    this.spark = spark;
    this.told = told;
    this.environment = environment;
    this.request = request;
    Configuration hadoop = spark.sessionState().newHadoopConf();
    this.store = new PredictionStore(environment.roots().output(), hadoop);
    this.models = new ArtifactStore(environment.roots().models(), hadoop);
  }

  /** Publishes the predictions of {@code campaign}, unless {@code run} has already done so. */
  PublishedRun execute(Campaign campaign, RunId run, Instant start) {
    return published(campaign, run)
        .orElseGet(() -> claimed(campaign, run, start.truncatedTo(ChronoUnit.MICROS)));
  }

  /** What {@link #execute} would score, and how many users that are; nothing is written. */
  DryRun plan(Campaign campaign, Instant start) {
    Artifact artifact = ScoringPlan.model(campaign, models, environment);
    RunScorer.load(spark, artifact, request.explain()).close();
    return DryRun.of(plan(campaign, artifact.manifest(), start));
  }

  private Optional<PublishedRun> published(Campaign campaign, RunId run) {
    return store
        .published(campaign.id(), run)
        .map(report -> new PublishedRun(report, store.directory(campaign.id(), run), true));
  }

  /** From here to the end no other process is at this run, one that begins it meanwhile is told. */
  private PublishedRun claimed(Campaign campaign, RunId run, Instant start) {
    try (Publication publication = store.begin(campaign.id(), run)) {
      store.claim(campaign.id(), run, publication);
      return published(campaign, run) // by one that was at it until a moment ago
          .orElseGet(() -> score(campaign, run, start, publication));
    } finally {
      store.tidy(campaign.id());
    }
  }

  private PublishedRun score(Campaign campaign, RunId run, Instant start, Publication publication) {
    Artifact artifact = clock.time("model", () -> ScoringPlan.model(campaign, models, environment));
    try (RunScorer scorer =
        clock.time("model", () -> RunScorer.load(spark, artifact, request.explain()))) {
      ScoringPlan plan = clock.time("users", () -> plan(campaign, artifact.manifest(), start));
      return publish(plan, scorer, run, start, publication);
    }
  }

  private ScoringPlan plan(Campaign campaign, Manifest manifest, Instant start) {
    return ScoringPlan.of(spark, environment, campaign, manifest, request, start);
  }

  private PublishedRun publish(
      ScoringPlan plan, RunScorer scorer, RunId run, Instant start, Publication publication) {
    Campaign campaign = plan.campaign();
    Path scored = request.rewrites() ? publication.scratch() : publication.staged();
    ScoringPass.Scored pass =
        new ScoringPass(spark, plan, scorer.ofAll(), clock, told)
            .run(publication, scored, run, start);
    ScoreTally tally = pass.tally();
    request.tolerances().require(tally);
    warnOfDrift(tally);
    long users = usersRead(plan, tally);
    Delivery delivery =
        request.rewrites()
            ? deliver(plan, publication, run, pass, scorer)
            : new Delivery(tally.scored(), null, List.of(), asTheyStand(publication));
    RunReport report = report(plan, run, start, users, tally, delivery);
    if (!commit(publication, plan, report)) {
      return published(campaign, run).orElseThrow();
    }
    finish(campaign, run);
    return new PublishedRun(report, store.directory(campaign.id(), run), false);
  }

  private Delivery deliver(
      ScoringPlan plan,
      Publication publication,
      RunId run,
      ScoringPass.Scored pass,
      RunScorer scorer) {
    Destination destination = request.destination();
    long campaign = plan.campaign().id();
    String staged = publication.staged().toString();
    long rows = pass.tally().scored();
    Dataset<Row> scored =
        scorer.explained(spark.read().parquet(publication.scratch().toString()), pass, plan.key());
    List<FeatureReasons> why = reasons(scored);
    if (destination.appendsBlindly()) {
      store.announceAppend(campaign, run, destination.format());
    }
    Destination.Rows of = new Destination.Rows(campaign, run.value(), plan.key().size());
    Delivery delivery =
        clock.time(
            "deliver",
            () ->
                ScoringPass.orNoRoom(
                    staged,
                    () -> Delivery.write(scored, rows, request.shape(), destination, of, staged)));
    return delivery.because(why);
  }

  /** Of rows that are published as they were scored. */
  private @Nullable List<FeatureReasons> asTheyStand(Publication publication) {
    return request.explain() == null
        ? null
        : reasons(spark.read().parquet(publication.staged().toString()));
  }

  /** What moved the scores that were explained; null where none was. */
  private @Nullable List<FeatureReasons> reasons(Dataset<Row> scored) {
    return request.explain() == null ? null : clock.time("reasons", () -> Reasons.of(scored));
  }

  private boolean commit(Publication publication, ScoringPlan plan, RunReport report) {
    ScoredCampaign scored =
        new ScoredCampaign(plan.campaign(), plan.manifest(), plan.location(), report);
    Map<String, byte[]> page = RunPage.files(scored, environment.drawsFigures());
    return ScoringPass.orNoRoom(
        publication.staged().toString(),
        () -> {
          publication.addPage(page);
          return publication.commit(report);
        });
  }

  private void finish(Campaign campaign, RunId run) {
    if (request.destination().appendsBlindly()) {
      store.appended(campaign.id(), run);
    }
    if (request.keepRuns() != null) {
      List<String> pruned =
          store.prune(
              campaign.id(), request.keepRuns(), report -> Destinations.forget(spark, report));
      if (!pruned.isEmpty()) {
        LOG.info("Campaign {}: removed the runs {}", campaign.id(), pruned);
      }
    }
  }

  private static void warnOfDrift(ScoreTally tally) {
    List<String> drifted = Tolerances.drifted(Drift.LARGE_SHIFT, tally);
    if (!drifted.isEmpty()) {
      LOG.warn(
          "The audience is not like the rows that the model was trained on: {}. See drift in the"
              + " report",
          String.join(", ", drifted));
    }
  }

  /** With a filter the source is asked: files and tables know how many rows they hold. */
  private long usersRead(ScoringPlan plan, ScoreTally tally) {
    return plan.audience().everyone()
        ? tally.rows()
        : clock.time("users", () -> plan.users().count());
  }

  private RunReport report(
      ScoringPlan plan,
      RunId run,
      Instant start,
      long usersRead,
      ScoreTally tally,
      Delivery delivery) {
    Manifest manifest = plan.manifest();
    return new RunReport(
        FormatVersion.CURRENT,
        run,
        RunKind.PREDICTION,
        plan.campaign().id(),
        plan.campaign().revision(),
        manifest.name(),
        manifest.version(),
        RunState.SUCCEEDED,
        start,
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        usersRead,
        tally.rows(),
        tally.scored(),
        tally.rejected(),
        clock.seconds(),
        tally.summary().orElse(null),
        new ScoringFigures(
            delivery.rows(),
            optional(tally.expectedPositives()),
            optional(tally.scorePsi()),
            tally.drift(),
            delivery.control(),
            delivery.segments(),
            delivery.reasons(),
            request.part().isAll() ? null : request.part().toString(),
            request.destination().format(),
            request.destination().table().orElse(null)),
        plan.snapshot() == null ? null : Map.of("users", plan.snapshot()),
        null,
        null);
  }

  private static @Nullable Double optional(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
