package io.propensity.training;

import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.Connectors;
import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.environment.Roots;
import io.propensity.export.Exports;
import io.propensity.features.Features;
import io.propensity.features.FeaturesSummary;
import io.propensity.ingest.Ingest;
import io.propensity.ingest.IngestionSummary;
import io.propensity.job.Progress;
import io.propensity.job.StepClock;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.quality.Verdict;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.report.StepProgress;
import io.propensity.report.TrainingReport;
import io.propensity.run.ConfigurationException;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.table.FileSystems;
import io.propensity.table.Warehouse;
import io.propensity.tuning.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One execution of a pipeline: the chosen steps in their order, then the report. */
final class TrainingRun {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final FolderQueries queries;
  private final Provenance provenance;
  private final RunOptions options;
  private final Roots roots;
  private final Locations locations;
  private final ArtifactStore store;
  private final RunId run;
  private final Instant start;
  private final boolean figures;
  private final StepClock clock = new StepClock();
  private final RunTables tables;
  private final Watcher watcher;
  private final List<String> standing = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  TrainingRun(
      SparkSession spark,
      Environment environment,
      Pipeline pipeline,
      FolderQueries queries,
      Provenance provenance,
      RunOptions options,
      RunId run,
      Instant start,
      Watcher watcher) {
    this.watcher = watcher;
    this.spark = spark;
    this.pipeline = pipeline;
    this.queries = queries;
    this.provenance = provenance;
    this.options = options;
    this.roots = environment.roots();
    this.locations = Locations.of(roots, pipeline.name());
    this.store = new ArtifactStore(roots.models(), spark.sessionState().newHadoopConf());
    this.run = run;
    this.start = start;
    this.figures = environment.drawsFigures();
    this.tables = new RunTables(spark, pipeline, locations);
  }

  /**
   * What a run came to.
   *
   * @param model what the evaluation came to; empty where {@link Step#EVALUATE} was not among the
   *     steps
   * @param page where people read of it
   */
  record Done(Optional<Trained> model, RunReport report, String page) {}

  /**
   * Runs the steps; the report is written when all of them have succeeded.
   *
   * @throws UsageException when a run of the same id has succeeded before
   * @throws ConfigurationException when a root that a step writes to cannot be a directory
   */
  Done run(Set<Step> steps) {
    Path report = HadoopPaths.of(locations.report(run));
    requireDirectories(steps);
    prepare(report);
    LOG.info("Run {} of pipeline {}: {}", run, pipeline.name(), steps);
    RunPage page = new RunPage(pipeline.task(), steps);
    try {
      return run(steps, page, report);
    } catch (RuntimeException e) {
      tell(page, e);
      throw e;
    }
  }

  private Done run(Set<Step> steps, RunPage page, Path file) {
    Optional<Long> ingested =
        steps.contains(Step.INGEST)
            ? Optional.of(clock.time(Step.INGEST.label(), during("Ingest", () -> ingest(page))))
            : Optional.empty();
    Optional<FeaturesSummary> census =
        steps.contains(Step.FEATURES)
            ? Optional.of(clock.time(Step.FEATURES.label(), during("Features", this::features)))
            : Optional.empty();
    census.ifPresent(summary -> writeReport("features_summary.json", summary));
    census.ifPresent(page::features);
    Optional<Trained> model = train(steps, page);
    model
        .flatMap(Trained::version)
        .flatMap(version -> watcher.published(version, () -> store.manifest(version)))
        .ifPresent(why -> warn(why, page));
    if (steps.contains(Step.EXPORT)) {
      page.exported(clock.time(Step.EXPORT.label(), during("Export", this::export)));
    }
    write(page, Optional.empty());
    RunReport report = report(ingested, census, model);
    write(report, file);
    return new Done(model, report, FileSystems.display(new Path(directory(), TrainingReport.PAGE)));
  }

  private void warn(String why, RunPage page) {
    LOG.warn(why);
    warnings.add(why);
    page.warned(why);
  }

  /** The page of a run that ended early: what it found until then. */
  private void tell(RunPage page, RuntimeException end) {
    if (page.isEmpty()) {
      return;
    }
    try {
      write(page, Optional.of(Objects.requireNonNullElseGet(end.getMessage(), end::toString)));
    } catch (RuntimeException e) {
      end.addSuppressed(e);
    }
  }

  private void write(RunPage page, Optional<String> failure) {
    Path directory = directory();
    TrainingReport.write(
        files(directory),
        directory,
        page.findings(pipeline.name(), run, start, failure, standing, tables.snapshots()));
  }

  private Path directory() {
    return HadoopPaths.of(locations.report(run)).getParent();
  }

  private <T> Supplier<T> during(String what, Supplier<T> step) {
    return () -> Progress.during(spark.sparkContext(), what, watcher::at, step);
  }

  private void requireDirectories(Set<Step> steps) {
    requireDirectory("reports root", roots.reports());
    requireDirectory("folder of reports", locations.reports());
    if (steps.contains(Step.INGEST) || steps.contains(Step.FEATURES)) {
      requireDirectory("warehouse root", roots.warehouse());
    }
    if (steps.contains(Step.TRAIN) || steps.contains(Step.EVALUATE)) {
      requireDirectory("models root", roots.models());
    }
  }

  private void requireDirectory(String what, String root) {
    Path directory = HadoopPaths.of(root);
    FileSystems.requireDirectory(files(directory), directory, what);
  }

  /** Finds what would make the report fail before anything is published that it should tell of. */
  private void prepare(Path report) {
    FileSystem files = files(report);
    try {
      if (files.exists(report)) {
        throw new UsageException(
            "Run id '%s' was used: choose another, or leave --run-id out; its report is %s"
                .formatted(run, FileSystems.display(report)));
      }
      if (!files.mkdirs(report.getParent())) {
        throw new ConfigurationException(
            "The folder of the run's report %s cannot be made: may this user write there?"
                .formatted(FileSystems.display(report.getParent())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder of the run's report " + report, e);
    }
  }

  private long ingest(RunPage page) {
    Ingest ingest =
        new Ingest(
            spark,
            Warehouse.of(spark),
            this::requireColumns,
            refused -> {
              page.ingested(refused);
              reportIngest(refused);
              return ". Its report is " + FileSystems.display(reportFile("ingestion_summary.json"));
            });
    List<IngestionSummary> summaries = tables.ingest(ingest, options.force());
    if (!summaries.isEmpty() && summaries.stream().allMatch(IngestionSummary::standing)) {
      standing.add(Step.INGEST.label());
    }
    page.ingested(summaries);
    reportIngest(summaries);
    return summaries.stream()
        .filter(summary -> summary.source().equals(Pipeline.RAW))
        .mapToLong(IngestionSummary::kept)
        .sum();
  }

  private void reportIngest(List<IngestionSummary> summaries) {
    writeReport("ingestion_summary.json", summaries);
    Map<String, List<Verdict>> quality = new LinkedHashMap<>();
    summaries.forEach(summary -> quality.put(summary.source(), summary.quality()));
    writeReport("quality.json", quality);
    watcher.found("quality", Json.write(quality));
  }

  /** Several sources are held against the pipeline together, by the features step. */
  private void requireColumns(StructType raw) {
    if (pipeline.sources().size() == 1) {
      step().require(Map.of(Pipeline.RAW, raw));
    }
  }

  private Features step() {
    return new Features(spark, pipeline, queries::text, start.atZone(ZoneOffset.UTC).toLocalDate());
  }

  private FeaturesSummary features() {
    RunTables.Made made = tables.features(step(), options.force());
    FeaturesSummary summary = made.written().summary();
    String location = locations.table(RunTables.FEATURES);
    if (made.standing()) {
      standing.add(Step.FEATURES.label());
      LOG.info(
          "Features: the {} labelled rows of {} stand, made of the same rows in the same way",
          summary.rows(),
          location);
    } else {
      LOG.info(
          "Features wrote {} labelled rows to {} and left out {} without a label, {} rows of the sources a second",
          summary.rows(),
          location,
          summary.unlabelled(),
          summary.rowsPerSecond());
    }
    return summary;
  }

  private Optional<Trained> train(Set<Step> steps, RunPage page) {
    if (!steps.contains(Step.TRAIN) && !steps.contains(Step.EVALUATE)) {
      return Optional.empty();
    }
    try (Training training = training(page)) {
      if (steps.contains(Step.TRAIN)) {
        watcher.at(new StepProgress("Training", 0, 0, 0, null));
        if (!training.train(run)) {
          standing.add(Step.TRAIN.label());
        }
      }
      if (!steps.contains(Step.EVALUATE)) {
        return Optional.empty();
      }
      Trained trained = training.evaluate(run, start);
      LOG.info(trained.summary());
      if (trained.rows() == 0) {
        standing.add(Step.EVALUATE.label());
      }
      return Optional.of(trained);
    }
  }

  private List<Exports.Export> export() {
    if (queries.exports().isEmpty()) {
      return List.of();
    }
    Exports exports = new Exports(spark, queries.exports());
    Path directory = new Path(directory(), "dashboard");
    return exports.write(
        tables.all(),
        files(directory),
        directory,
        (name, json) -> watcher.found("dashboard_" + name, json));
  }

  private Training training(RunPage page) {
    return new Training(
        pipeline,
        store,
        new CandidateStore(roots.models(), pipeline.name(), spark.sessionState().newHadoopConf()),
        new Publishing(pipeline, store, provenance, figures),
        clock,
        step().recipe(),
        locations.table(RunTables.FEATURES),
        tables::features,
        options,
        trials -> {
          page.tried(trials);
          writeTrials(trials);
        },
        found -> found(found, page),
        tables::replacePredictions,
        watcher::at);
  }

  private void found(Training.Findings found, RunPage page) {
    page.model(found);
    Path directory = directory();
    TrainingReport.write(files(directory), directory, found.model());
    found.model().documents().forEach(watcher::found);
  }

  /** The trials so far, for whoever looks while the search runs. */
  private void writeTrials(List<Trial> trials) {
    writeReport("trials.json", trials);
  }

  private Path reportFile(String name) {
    return new Path(directory(), name);
  }

  private void writeReport(String name, Object value) {
    Path file = reportFile(name);
    try {
      FileSystem files = files(file);
      files.delete(file, false);
      FileSystems.writeWhole(files, file, Json.write(value));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Rows without a label are known to the features step alone. */
  private RunReport report(
      Optional<Long> ingested, Optional<FeaturesSummary> census, Optional<Trained> model) {
    long unlabelled = census.map(FeaturesSummary::unlabelled).orElse(0L);
    long read =
        model
            .map(Trained::rows)
            .filter(rows -> rows > 0)
            .or(() -> census.map(FeaturesSummary::rows))
            .map(labelled -> labelled + unlabelled)
            .or(() -> ingested)
            .orElse(0L);
    long scored = model.map(Trained::rows).orElse(0L);
    Map<String, Long> rejected =
        scored > 0 && unlabelled > 0 ? Map.of("no_label", unlabelled) : Map.of();
    return new RunReport(
        FormatVersion.CURRENT,
        run,
        RunKind.TRAINING,
        null,
        null,
        pipeline.name(),
        model.flatMap(Trained::version).map(ModelVersion::version).orElse(null),
        RunState.SUCCEEDED,
        start,
        Instant.now(),
        read,
        scored > 0 ? scored + unlabelled : 0,
        scored,
        rejected,
        clock.seconds(),
        model.flatMap(Trained::scores).orElse(null),
        null,
        tables.snapshots().isEmpty() ? null : tables.snapshots(),
        standing.isEmpty() ? null : standing,
        warnings.isEmpty() ? null : warnings);
  }

  private void write(RunReport report, Path file) {
    try {
      FileSystems.writeWhole(files(file), file, Json.write(report));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the run's report " + file, e);
    }
  }

  private FileSystem files(Path path) {
    return Connectors.open(path, spark.sessionState().newHadoopConf());
  }
}
