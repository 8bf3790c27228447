package io.propensity.training;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.WorkDirectory;
import io.propensity.artifact.ArtifactStore;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.job.StepClock;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.Gate;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.ScoreSummary;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
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

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final Algorithm algorithm;
  private final ArtifactStore store;
  private final CandidateStore candidates;
  private final Publishing publishing;
  private final StepClock clock;
  private final String recipe;
  private final String location;
  private final RunOptions options;
  private final WorkDirectory work = WorkDirectory.create();
  private @Nullable TrainingTable table;

  /**
   * Both steps.
   *
   * @param recipe what the features table must have been made by
   */
  Training(
      SparkSession spark,
      Pipeline pipeline,
      ArtifactStore store,
      CandidateStore candidates,
      Publishing publishing,
      StepClock clock,
      String recipe,
      String location,
      RunOptions options) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.algorithm = Algorithms.of(pipeline);
    this.store = store;
    this.candidates = candidates;
    this.publishing = publishing;
    this.clock = clock;
    this.recipe = recipe;
    this.location = location;
    this.options = options;
  }

  /** Fits the pipeline's algorithm and keeps the model as a candidate, unless it stands already. */
  void train(RunId run) {
    TrainingTable rows = table();
    String recipe = Recipes.training(pipeline, rows.counts().fingerprint());
    Optional<Candidate> standing =
        candidates.latest().filter(candidate -> candidate.recipe().equals(recipe));
    if (standing.isPresent() && !options.force()) {
      LOG.info(
          "Train: the candidate of run {} stands, made of the same rows in the same way",
          standing.get().runId());
      return;
    }
    Path fitting = work.directory("fit");
    FittedModel fitted = clock.time("fit", () -> algorithm.fit(rows.fitting(pipeline), fitting));
    candidates.put(
        run,
        fitted.files(),
        files -> Candidate.of(run, recipe, 0, fitted, files, List.of(), Optional.empty()));
  }

  /**
   * Evaluates the latest candidate and publishes it.
   *
   * @throws NotFoundException when the train step has left none of these rows and this pipeline
   * @throws ContractException when it is not as good as the pipeline's gate asks for
   */
  Trained evaluate(RunId run, Instant now) {
    TrainingTable rows = table();
    Candidate candidate = candidate(Recipes.training(pipeline, rows.counts().fingerprint()));
    String recipe = Recipes.evaluation(pipeline);
    Optional<Manifest> standing =
        candidates
            .published(candidate)
            .filter(published -> published.recipe().equals(recipe))
            .flatMap(published -> manifest(published.version()));
    if (standing.isPresent() && !options.force() && !options.trial()) {
      return standing(standing.get());
    }
    Path files = work.directory("candidate");
    candidates.copy(candidate, files);
    EvaluatedModel model =
        clock.time("evaluate", () -> EvaluatedModel.of(candidate.model(files), rows, pipeline));
    if (options.trial()) {
      return trained("Tried, nothing published: ", Optional.empty(), rows, model);
    }
    requireGate(model);
    ModelVersion version =
        clock.time(
            "publish", () -> publishing.publish(work.directory("artifact"), model, rows, run, now));
    candidates.published(candidate, new CandidateStore.Published(version.version(), recipe));
    return trained("Published models/%s: ".formatted(version), Optional.of(version), rows, model);
  }

  private Candidate candidate(String recipe) {
    Candidate candidate =
        candidates
            .latest()
            .orElseThrow(
                () ->
                    new NotFoundException(
                        "There is no candidate of pipeline %s: run --steps train,evaluate"
                            .formatted(pipeline.name())));
    if (!candidate.recipe().equals(recipe)) {
      throw new NotFoundException(
          "The candidate of run %s was made of other rows or by another pipeline.yaml: run --steps train,evaluate"
              .formatted(candidate.runId()));
    }
    return candidate;
  }

  private Optional<Manifest> manifest(int version) {
    try {
      return Optional.of(store.open(new ModelVersion(pipeline.name(), version)).manifest());
    } catch (NotFoundException e) {
      return Optional.empty(); // Somebody deleted it: it is published anew.
    }
  }

  private void requireGate(EvaluatedModel model) {
    Gate gate = pipeline.evaluation().gate();
    if (gate == null) {
      return;
    }
    double value = model.evaluation().metric(SplitName.TEST, gate.metric());
    if (!gate.passes(value)) {
      throw new ContractException(
          String.format(
              Locale.ROOT,
              "Not published: %s of the test split is %.4f, and evaluation.gate wants it to be %s",
              gate.metric(),
              value,
              gate.bound()));
    }
  }

  private static Trained standing(Manifest manifest) {
    return new Trained(
        "models/%s stands: %s; --force trains another"
            .formatted(
                manifest.modelVersion(),
                Headline.of(manifest.task(), manifest.metrics().getOrDefault("test", Map.of()))),
        Optional.of(manifest.modelVersion()),
        0,
        Optional.empty());
  }

  private Trained trained(
      String what, Optional<ModelVersion> version, TrainingTable rows, EvaluatedModel model) {
    ScoreSummary scores = model.scores();
    Map<String, Double> test = model.evaluation().metrics().getOrDefault("test", Map.of());
    return new Trained(
        what + Headline.of(pipeline.task(), test),
        version,
        rows.counts().total(),
        Optional.of(scores));
  }

  private TrainingTable table() {
    TrainingTable open = table;
    if (open == null) {
      open = clock.time("split", () -> TrainingTable.read(spark, pipeline, recipe, location));
      table = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (table != null) {
      table.close();
    }
    work.close();
  }
}
