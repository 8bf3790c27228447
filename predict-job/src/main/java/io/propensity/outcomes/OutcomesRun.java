package io.propensity.outcomes;

import io.propensity.artifact.ArtifactStore;
import io.propensity.campaign.UsersTablePath;
import io.propensity.environment.Connectors;
import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.environment.Roots;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.Task;
import io.propensity.outcomes.measure.Measurement;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.observation.ObservedUsers;
import io.propensity.outcomes.report.OutcomesFindings;
import io.propensity.outcomes.report.OutcomesReport;
import io.propensity.outcomes.report.TrainingMetrics;
import io.propensity.prediction.publication.PredictionStore;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.report.RunReport;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.NotFoundException;
import io.propensity.table.FileSystems;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a published run and what came of it, measures, and writes the report. */
final class OutcomesRun {

  private static final Logger LOG = LoggerFactory.getLogger(OutcomesRun.class);

  private final SparkSession spark;
  private final Environment environment;
  private final OutcomesRequest request;
  private final Configuration hadoop;

  OutcomesRun(SparkSession spark, Environment environment, OutcomesRequest request) {
    this.spark = spark;
    this.environment = environment;
    this.request = request;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /**
   * What came of a run.
   *
   * @param summary what the job prints
   */
  record Told(OutcomesFindings findings, String summary) {}

  /**
   * Writes the report.
   *
   * @return what it says
   */
  Told execute(Instant now) {
    PublishedRun run = published();
    ScoringFigures scoring = Objects.requireNonNull(run.report().scoring());
    Manifest manifest = manifest(run.report());
    Dataset<Row> rows = rows(run, scoring);
    String location =
        UsersTablePath.isOfCatalog(request.outcomes())
            ? request.outcomes()
            : Roots.absolute(request.outcomes());
    Dataset<Row> outcomes = request.table().open(spark, location).rows();
    try (ObservedUsers users =
        ObservedUsers.of(rows, outcomes, location, manifest.key(), request.columns())) {
      LOG.info(
          "Run {}: {} treated and {} control users are measured of {} that were published",
          request.run(),
          users.coverage().treated(),
          users.coverage().control(),
          users.coverage().published());
      List<String> segments = scoring.segments().stream().map(SegmentFigures::name).toList();
      Response response = Measurement.of(users, segments);
      OutcomesFindings findings =
          new OutcomesFindings(
              FormatVersion.CURRENT,
              request.campaignId(),
              request.run(),
              manifest.modelVersion().toString(),
              run.report().finishedAt(),
              now,
              location,
              scoring.part(),
              users.coverage(),
              response,
              TrainingMetrics.of(manifest.metrics()).orElse(null));
      Path directory = report();
      return new Told(
          findings,
          OutcomesReport.write(
              Connectors.open(directory, hadoop), directory, findings, environment.drawsFigures()));
    }
  }

  private PublishedRun published() {
    PredictionStore store = new PredictionStore(environment.roots().output(), hadoop);
    Path directory = store.directory(request.campaignId(), request.run());
    RunReport report =
        store
            .published(request.campaignId(), request.run())
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "There is no published run %s of campaign %d at %s: correct --campaign-id and --run-id, or name the run's place with --output"
                            .formatted(
                                request.run(),
                                request.campaignId(),
                                FileSystems.display(directory))));
    if (report.scoring() == null) {
      throw new ContractException(
          "The report of run %s does not say what was published: score the campaign again"
              .formatted(request.run()));
    }
    return new PublishedRun(report, directory, true);
  }

  /**
   * The manifest of the model that scored, which alone says what the key is and what scores are.
   */
  private Manifest manifest(RunReport report) {
    ModelVersion version =
        new ModelVersion(report.modelName(), Objects.requireNonNull(report.modelVersion()));
    Manifest manifest =
        new ArtifactStore(environment.roots().models(), hadoop).open(version).manifest();
    if (manifest.task() != Task.BINARY) {
      throw new ContractException(
          "Run %s was scored by %s, a %s model: outcomes are held against the scores of binary models alone"
              .formatted(request.run(), version, manifest.task().name().toLowerCase(Locale.ROOT)));
    }
    return manifest;
  }

  private Dataset<Row> rows(PublishedRun run, ScoringFigures scoring) {
    if (scoring.published() == 0) {
      throw new ContractException(
          "Run %s published nobody, so nothing can have come of it".formatted(request.run()));
    }
    if (scoring.table() != null) {
      requireTable(scoring.table());
    }
    return run.rows(spark)
        .orElseThrow(
            () ->
                new ContractException(
                    "The rows of run %s were handed to the connector %s, from which they are not read back: publish the campaign as files or to a table of a catalog too"
                        .formatted(request.run(), scoring.format())));
  }

  private void requireTable(String table) {
    String catalog = table.substring(0, table.indexOf('.'));
    if (!spark.conf().contains("spark.sql.catalog." + catalog)
        || !spark.catalog().tableExists(table)) {
      throw new NotFoundException(
          "Run %s was published to the table %s, which is not there: set spark.sql.catalog.%s in the environment file as it was then"
              .formatted(request.run(), table, catalog));
    }
  }

  private Path report() {
    return new Path(
        HadoopPaths.of(environment.roots().reports()),
        "outcomes/campaign-%d/%s".formatted(request.campaignId(), request.run()));
  }
}
