package io.propensity.prediction;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.campaign.Campaign;
import io.propensity.campaign.UsersTablePath;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.job.StepClock;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import io.propensity.model.ModelPath;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.run.StorageException;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ScoreTally;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.table.Tables;
import io.propensity.table.WriteFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores one campaign and publishes the predictions: model, users table, audience, publication. The
 * same run id a second time gives the result of the first.
 */
final class PredictionRun {

  private static final Logger LOG = LoggerFactory.getLogger(PredictionRun.class);

  private final SparkSession spark;
  private final Environment environment;
  private final @Nullable String users;
  private final PredictionStore store;
  private final ArtifactStore models;
  private final StepClock clock = new StepClock();

  /**
   * A run in {@code environment}.
   *
   * @param users a users table that goes before the campaign's and the environment's
   */
  PredictionRun(SparkSession spark, Environment environment, @Nullable String users) {
    this.spark = spark;
    this.environment = environment;
    this.users = users;
    Configuration hadoop = spark.sessionState().newHadoopConf();
    this.store = new PredictionStore(environment.roots().output(), hadoop);
    this.models = new ArtifactStore(environment.roots().models(), hadoop);
  }

  /** Publishes the predictions of {@code campaign}, unless {@code run} has already done so. */
  PublishedRun execute(Campaign campaign, RunId run, Instant start) {
    return published(campaign, run)
        .orElseGet(() -> score(campaign, run, start.truncatedTo(ChronoUnit.MICROS)));
  }

  private Optional<PublishedRun> published(Campaign campaign, RunId run) {
    return store
        .published(campaign.id(), run)
        .map(report -> new PublishedRun(report, store.directory(campaign.id(), run), true));
  }

  private PublishedRun score(Campaign campaign, RunId run, Instant start) {
    Artifact artifact = clock.time("model", () -> model(campaign));
    try (Scorer scorer = clock.time("model", () -> Scorers.load(spark, artifact))) {
      return score(campaign, artifact.manifest(), scorer, run, start);
    } finally {
      store.tidy(campaign.id());
    }
  }

  /** Everything that can be refused is refused before a row is read. */
  private PublishedRun score(
      Campaign campaign, Manifest manifest, Scorer scorer, RunId run, Instant start) {
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    String location = usersTable(campaign);
    Tables.Opened opened = clock.time("users", () -> usersTable(location));
    Dataset<Row> table = opened.rows();
    List<String> key = manifest.key();
    Audience audience = Audience.of(table, campaign, key, day);
    Dataset<Row> features =
        FeatureTable.ofUsers(
            audience.rows(),
            "Cannot score campaign %d on %s".formatted(campaign.id(), location),
            key,
            manifest.inputs(),
            manifest.derived(),
            day);
    try (Publication publication = store.begin(campaign.id(), run)) {
      store.start(campaign.id(), run, publication);
      String staged = publication.staged().toString();
      ScoreTally tally = write(features, campaign, manifest, scorer, run, start, staged);
      DoubledKeys doubled = DoubledKeys.in(spark.read().parquet(staged), key.size());
      if (clock.time("keys", doubled::any)) {
        features = doubled.marked(features, key);
        publication.clear();
        tally = write(features, campaign, manifest, scorer, run, start, staged);
      }
      if (!tally.rejected().isEmpty()) {
        Dataset<Row> rejected = RejectedKeys.of(features, key);
        String place = staged + "/" + PredictionStore.REJECTED;
        clock.time("rejected", () -> write(rejected, place));
      }
      RunReport report =
          report(
              campaign,
              manifest,
              run,
              start,
              usersRead(audience, table, tally),
              tally,
              opened.snapshot());
      return publication.commit(report)
          ? new PublishedRun(report, store.directory(campaign.id(), run), false)
          : published(campaign, run).orElseThrow();
    }
  }

  /** Scores, counts and writes in one pass. */
  private ScoreTally write(
      Dataset<Row> features,
      Campaign campaign,
      Manifest manifest,
      Scorer scorer,
      RunId run,
      Instant start,
      String staged) {
    ScoreTally tally = ScoreTally.begin(spark, manifest);
    List<String> key = manifest.key();
    Dataset<Row> scored =
        tally.over(scorer.score(features, ScoreTally.kept(key, manifest.features())), key);
    Dataset<Row> predictions =
        Predictions.of(scored, key, campaign, manifest.modelVersion(), run, start);
    clock.time("score", () -> write(predictions, staged));
    LOG.info(
        "Campaign {}: {} of an audience of {} scored, rejected {}",
        campaign.id(),
        tally.scored(),
        tally.rows(),
        tally.rejected());
    return tally;
  }

  /** With a filter the source is asked: files and tables know how many rows they hold. */
  private long usersRead(Audience audience, Dataset<Row> table, ScoreTally tally) {
    return audience.everyone() ? tally.rows() : clock.time("users", table::count);
  }

  private Artifact model(Campaign campaign) {
    Artifact artifact =
        models.open(ModelPath.parse(campaign.modelPath(), environment.roots().models()));
    Manifest manifest = artifact.manifest();
    Set<String> wanted =
        manifest.features().stream()
            .map(Feature::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>(campaign.features());
    if (!named.equals(wanted)) {
      throw new ContractException(
          "Cannot score campaign %d: it names the features %s, model %s has %s; change the campaign"
              .formatted(campaign.id(), named, manifest.modelVersion(), wanted));
    }
    return artifact;
  }

  private String usersTable(Campaign campaign) {
    if (users != null) {
      return Roots.absolute(users);
    }
    String warehouse = environment.roots().warehouse();
    if (campaign.usersTable() != null) {
      return warehouse + "/" + UsersTablePath.parse(campaign.usersTable(), warehouse);
    }
    if (environment.usersTable() != null) {
      return environment.usersTable();
    }
    throw new ConfigurationException(
        ("Campaign %d names no users_table and the environment has none: set users_table in either,"
                + " or pass --users")
            .formatted(campaign.id()));
  }

  private Tables.Opened usersTable(String location) {
    return Tables.open(
        spark,
        "users table",
        location,
        null,
        "write it there, e.g. with scripts/train.sh PIPELINE --steps ingest, or pass --users");
  }

  private static boolean write(Dataset<Row> predictions, String staged) {
    try {
      predictions.write().parquet(staged);
      return true;
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      Optional<StorageException> full = WriteFailure.of(e, staged);
      if (full.isPresent()) {
        throw full.get();
      }
      throw e;
    }
  }

  private RunReport report(
      Campaign campaign,
      Manifest manifest,
      RunId run,
      Instant start,
      long usersRead,
      ScoreTally tally,
      @Nullable Long users) {
    return new RunReport(
        FormatVersion.CURRENT,
        run,
        RunKind.PREDICTION,
        campaign.id(),
        campaign.revision(),
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
        optional(tally.expectedPositives()),
        optional(tally.scorePsi()),
        tally.drift(),
        users == null ? null : Map.of("users", users),
        null);
  }

  private static @Nullable Double optional(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
