package io.propensity.training;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.WorkDirectory;
import io.propensity.artifact.ArtifactStore;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.figure.Figure;
import io.propensity.job.StepClock;
import io.propensity.model.ArtifactFile;
import io.propensity.model.CategoryText;
import io.propensity.model.Flavor;
import io.propensity.model.Label;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.Figures;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.split.TrainingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The third step: a features table becomes a model version. What is not evaluated is not published.
 */
final class Training {

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final Algorithm algorithm;
  private final ArtifactStore store;
  private final Provenance provenance;
  private final StepClock clock;
  private final boolean figures;

  /**
   * The step for one pipeline.
   *
   * @param figures whether the version gets pictures
   */
  Training(
      SparkSession spark,
      Pipeline pipeline,
      ArtifactStore store,
      Provenance provenance,
      StepClock clock,
      boolean figures) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.algorithm = Algorithms.of(pipeline);
    this.store = store;
    this.provenance = provenance;
    this.clock = clock;
    this.figures = figures;
  }

  /** Fits, evaluates and publishes the next version of the pipeline's model. */
  TrainedModel run(String location, RunId run, Instant now) {
    try (TrainingTable table =
            clock.time("split", () -> TrainingTable.read(spark, pipeline, location));
        WorkDirectory work = WorkDirectory.create()) {
      Path fitting = work.directory("fit");
      FittedModel fitted = clock.time("fit", () -> algorithm.fit(table.fitting(pipeline), fitting));
      EvaluatedModel model =
          clock.time("evaluate", () -> EvaluatedModel.of(fitted, table, pipeline));
      ModelVersion version =
          clock.time(
              "publish",
              () ->
                  store.publish(
                      pipeline.name(),
                      artifact(work.directory("artifact"), model, now),
                      (claimed, files) -> manifest(claimed, files, table, model, run, now)));
      return new TrainedModel(version, table.counts().total(), model.evaluation(), model.scores());
    }
  }

  private Path artifact(Path directory, EvaluatedModel model, Instant now) {
    try {
      ArtifactDirectory.write(directory, model, figures(model), provenance.catboost(), now);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the artifact to " + directory, e);
    }
  }

  private Map<String, Figure> figures(EvaluatedModel model) {
    return figures ? Figures.of(pipeline, model) : Map.of();
  }

  private Manifest manifest(
      ModelVersion version,
      List<ArtifactFile> files,
      TrainingTable table,
      EvaluatedModel model,
      RunId run,
      Instant now) {
    return new Manifest(
        FormatVersion.CURRENT,
        version.name(),
        version.version(),
        Flavor.CATBOOST,
        now,
        run,
        pipeline.task(),
        table.classes(),
        pipeline.label().positive().get(0),
        pipeline.key().columns(),
        table.columns().inputs(),
        table.columns().derived(),
        table.columns().features(),
        CategoryText.CURRENT,
        files,
        table.data(),
        pipeline.split().recorded(),
        model.model().parameters(),
        model.model().seed(),
        provenance.libraries(),
        provenance.gitCommit(),
        model.evaluation().metrics(),
        model.baseline(),
        new Label(
            pipeline.label().column(), pipeline.label().expression(), pipeline.label().positive()),
        null,
        null,
        model.model().fingerprint().orElse(null),
        null);
  }
}
