package io.propensity.training;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.WorkDirectory;
import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.job.Progress;
import io.propensity.job.StepClock;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.ModelFindings;
import io.propensity.report.ScoreSummary;
import io.propensity.report.StepProgress;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.split.TrainingTable;
import io.propensity.table.Tables;
import io.propensity.tuning.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The third and the fourth step: a features table becomes a candidate, and a candidate that is good
 * enough a model version. What is not evaluated is not published. Both steps of one run share the
 * rows, which are read once.
 */
final class Training implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final Pipeline pipeline;
  private final Algorithm algorithm;
  private final ArtifactStore store;
  private final CandidateStore candidates;
  private final Publishing publishing;
  private final StepClock clock;
  private final String recipe;
  private final String location;
  private final Supplier<Tables.Opened> features;
  private final RunOptions options;
  private final Consumer<List<Trial>> trials;
  private final Consumer<Findings> findings;
  private final Consumer<Dataset<Row>> predictions;
  private final Consumer<StepProgress> told;
  private final WorkDirectory work = WorkDirectory.create();
  private @Nullable TrainingTable table;

  /**
   * Both steps.
   *
   * @param recipe what the features table must have been made by
   */
  Training(
      Pipeline pipeline,
      ArtifactStore store,
      CandidateStore candidates,
      Publishing publishing,
      StepClock clock,
      String recipe,
      String location,
      Supplier<Tables.Opened> features,
      RunOptions options,
      Consumer<List<Trial>> trials,
      Consumer<Findings> findings,
      Consumer<Dataset<Row>> predictions,
      Consumer<StepProgress> told) {
    this.pipeline = pipeline;
    this.algorithm = Algorithms.of(pipeline);
    this.store = store;
    this.candidates = candidates;
    this.publishing = publishing;
    this.clock = clock;
    this.recipe = recipe;
    this.location = location;
    this.features = features;
    this.options = options;
    this.trials = trials;
    this.findings = findings;
    this.predictions = predictions;
    this.told = told;
  }

  /**
   * Fits the pipeline's algorithm and keeps the model as a candidate, unless it stands already.
   *
   * @return whether it was fitted
   */
  boolean train(RunId run) {
    TrainingTable rows = table();
    String recipe = Recipes.training(pipeline, rows.counts().fingerprint());
    Optional<Candidate> standing = candidates.latest(recipe);
    if (standing.isPresent() && !options.force()) {
      candidates.renew(standing.get());
      LOG.info(
          "Train: the candidate of run {} stands, made of the same rows in the same way",
          standing.get().runId());
      return false;
    }
    ModelSelection.Selected selected =
        clock.time("select", () -> new ModelSelection(pipeline, trials).run(rows, algorithm));
    Path fitting = work.directory("fit");
    FittedModel fitted =
        clock.time("fit", () -> selected.algorithm().fit(rows.fitting(pipeline), fitting));
    candidates.put(
        run,
        fitted.files(),
        files ->
            Candidate.of(
                run,
                recipe,
                rows.snapshot(),
                fitted,
                files,
                selected.chosen(),
                selected.trials(),
                selected.crossValidation()));
    return true;
  }

  /**
   * Evaluates the run's candidate, or else the latest of these rows and this pipeline, and
   * publishes it.
   *
   * @throws NotFoundException when the train step has left none of these rows and this pipeline
   * @throws ContractException when it is not as good as the pipeline's gate asks for
   */
  Trained evaluate(RunId run, Instant now) {
    TrainingTable rows = table();
    Candidate candidate = candidate(run, Recipes.training(pipeline, rows.counts().fingerprint()));
    String recipe = Recipes.evaluation(pipeline);
    Optional<Artifact> standing =
        candidates
            .published(candidate)
            .filter(published -> published.recipe().equals(recipe))
            .flatMap(published -> artifact(published.version()));
    if (standing.isPresent() && !options.force() && !options.trial()) {
      return standing(standing.get(), candidate);
    }
    Path files = work.directory("candidate");
    candidates.copy(candidate, files);
    EvaluatedModel model =
        clock.time(
            "evaluate",
            () ->
                during(
                    "Evaluation",
                    rows.rows(),
                    () ->
                        EvaluatedModel.of(
                            candidate.model(files),
                            rows,
                            pipeline,
                            means(candidate.crossValidation()),
                            predictions)));
    if (options.trial()) {
      Trained tried =
          trained("Tried, nothing published: ", Optional.empty(), rows, model, candidate);
      report(
          tried.summary(),
          "%s, trial, run %s".formatted(pipeline.name(), run),
          now,
          model,
          candidate);
      return tried;
    }
    requireGate(model, candidate, run, now);
    EvaluatedModel made = pipeline.refitsAll() ? refit(model, candidate, rows) : model;
    ModelVersion claimed = publishing.claim();
    Map<String, byte[]> pictures = pictures(claimed.toString(), now, model, candidate);
    ModelVersion version =
        clock.time(
            "publish",
            () ->
                publishing.publish(
                    claimed, work.directory("artifact"), made, pictures, rows, run, now));
    candidates.published(candidate, new CandidateStore.Published(version.version(), recipe));
    Trained published =
        trained(
            "Published models/%s: ".formatted(version),
            Optional.of(version),
            rows,
            model,
            candidate);
    findings.accept(found(published.summary(), model, candidate, pictures));
    return published;
  }

  private Map<String, byte[]> pictures(
      String subject, Instant now, EvaluatedModel model, Candidate candidate) {
    return clock.time(
        "figures", () -> publishing.pictures(subject, now, model, candidate.trials()));
  }

  /** Of a model that is not published. */
  private void report(
      String outcome, String subject, Instant now, EvaluatedModel model, Candidate candidate) {
    findings.accept(found(outcome, model, candidate, pictures(subject, now, model, candidate)));
  }

  /** What an evaluation leaves for the run's report, whether or not the model was published. */
  record Findings(String outcome, ModelFindings model) {}

  private static Findings found(
      String outcome, EvaluatedModel model, Candidate candidate, Map<String, byte[]> pictures) {
    return new Findings(
        outcome,
        ModelFindings.of(
            model, pictures, candidate.trials(), Optional.ofNullable(candidate.crossValidation())));
  }

  private Candidate candidate(RunId run, String recipe) {
    return candidates
        .of(run)
        .filter(own -> own.recipe().equals(recipe))
        .or(() -> candidates.latest(recipe))
        .orElseThrow(this::noCandidate);
  }

  private NotFoundException noCandidate() {
    return new NotFoundException(
        candidates
            .latest()
            .map(
                other ->
                    "The candidate of run %s was made of other rows or by another pipeline.yaml: run --steps train,evaluate"
                        .formatted(other.runId()))
            .orElse(
                "There is no candidate of pipeline %s: run --steps train,evaluate"
                    .formatted(pipeline.name())));
  }

  private Optional<Artifact> artifact(int version) {
    try {
      return Optional.of(store.open(new ModelVersion(pipeline.name(), version)));
    } catch (NotFoundException e) {
      return Optional.empty(); // Somebody deleted it: it is published anew.
    }
  }

  /** The model of the same parameters, as many trees and the same pace, of every row there is. */
  private EvaluatedModel refit(EvaluatedModel model, Candidate candidate, TrainingTable rows) {
    Map<String, Object> kept = new HashMap<>(algorithm.pace(model.model()));
    algorithm
        .iterationsParameter()
        .ifPresent(name -> model.model().trees().ifPresent(number -> kept.put(name, number)));
    LOG.info("Refit: the published model is fitted on all rows, those of the test split too");
    Path directory = work.directory("refit");
    return model.refitted(
        clock.time(
            "refit",
            () ->
                algorithm
                    .with(candidate.chosen())
                    .with(kept)
                    .fit(rows.everything(pipeline), directory)));
  }

  private void requireGate(EvaluatedModel model, Candidate candidate, RunId run, Instant now) {
    model
        .gate()
        .filter(gate -> !gate.passed())
        .ifPresent(
            gate -> {
              String outcome = "Not published: " + gate.sentence();
              report(
                  outcome,
                  "%s, not published, run %s".formatted(pipeline.name(), run),
                  now,
                  model,
                  candidate);
              throw new ContractException(outcome);
            });
  }

  /** The run's report has the files of the version that stands. */
  private Trained standing(Artifact artifact, Candidate candidate) {
    Manifest manifest = artifact.manifest();
    String outcome =
        "models/%s stands: %s; --force trains another"
            .formatted(
                manifest.modelVersion(),
                Headline.of(manifest.task(), manifest.metrics(), candidate.crossValidation()));
    Map<String, byte[]> files = new LinkedHashMap<>();
    manifest.files().stream()
        .map(ArtifactFile::path)
        .filter(ModelFindings::has)
        .forEach(path -> files.put(path, artifact.read(path)));
    findings.accept(
        new Findings(
            outcome,
            new ModelFindings(
                manifest.task(),
                files,
                candidate.trials(),
                Optional.ofNullable(candidate.crossValidation()))));
    return new Trained(outcome, Optional.of(manifest.modelVersion()), 0, Optional.empty());
  }

  private static Map<String, Double> means(@Nullable Trial crossValidation) {
    return crossValidation == null ? Map.of() : crossValidation.means();
  }

  private Trained trained(
      String what,
      Optional<ModelVersion> version,
      TrainingTable rows,
      EvaluatedModel model,
      Candidate candidate) {
    ScoreSummary scores = model.scores();
    return new Trained(
        what
            + Headline.of(
                pipeline.task(), model.evaluation().metrics(), candidate.crossValidation()),
        version,
        rows.counts().total(),
        Optional.of(scores));
  }

  private TrainingTable table() {
    TrainingTable open = table;
    if (open == null) {
      open = clock.time("split", () -> split(features.get()));
      table = open;
    }
    return open;
  }

  private TrainingTable split(Tables.Opened opened) {
    return during(
        "Split", opened.rows(), () -> TrainingTable.of(opened, pipeline, recipe, location));
  }

  private <T> T during(String what, Dataset<Row> rows, Supplier<T> step) {
    return Progress.during(rows.sparkSession().sparkContext(), what, told, step);
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
    work.close();
  }
}
