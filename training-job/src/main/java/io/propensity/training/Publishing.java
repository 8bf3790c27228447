package io.propensity.training;

import io.propensity.artifact.ArtifactStore;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.figure.Caption;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Calibration;
import io.propensity.model.CategoryText;
import io.propensity.model.Label;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.Pipeline;
import io.propensity.report.Figures;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ModelOutput;
import io.propensity.split.TrainingTable;
import io.propensity.training.mlflow.MlflowFiles;
import io.propensity.training.mlflow.PythonModel;
import io.propensity.tuning.Objective;
import io.propensity.tuning.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** Makes the next version of a pipeline's model of what was evaluated. */
final class Publishing {

  private static final int EXAMPLE_ROWS = 5;

  private final Pipeline pipeline;
  private final ArtifactStore store;
  private final Provenance provenance;
  private final boolean figures;

  /**
   * Publishing for one pipeline.
   *
   * @param figures whether the version gets pictures
   */
  Publishing(Pipeline pipeline, ArtifactStore store, Provenance provenance, boolean figures) {
    this.pipeline = pipeline;
    this.store = store;
    this.provenance = provenance;
    this.figures = figures;
  }

  /**
   * Publishes.
   *
   * @param claimed as {@link #claim} gives it
   * @param directory an empty one of this machine, in which the artifact is laid out
   * @param pictures as {@link #pictures} draws them
   */
  ModelVersion publish(
      ModelVersion claimed,
      Path directory,
      EvaluatedModel model,
      Map<String, byte[]> pictures,
      TrainingTable table,
      RunId run,
      Instant now) {
    return store.publish(
        claimed,
        artifact(directory, model, pictures, table, now),
        (version, files) -> manifest(version, files, table, model, run, now));
  }

  /** The pipeline's next version, which its figures name already. */
  ModelVersion claim() {
    return store.claim(pipeline.name());
  }

  private Path artifact(
      Path directory,
      EvaluatedModel model,
      Map<String, byte[]> pictures,
      TrainingTable table,
      Instant now) {
    PythonModel python =
        new PythonModel(model.model().flavor(), table.columns(), output(model, table));
    try {
      ArtifactDirectory.write(
          directory,
          model,
          pictures,
          new MlflowFiles(python, provenance.libraries()),
          example(table),
          now);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the artifact to " + directory, e);
    }
  }

  private ModelOutput output(EvaluatedModel model, TrainingTable table) {
    Object loss = model.model().parameters().getOrDefault("loss_function", "");
    return ModelOutput.of(
            pipeline.task(), table.classes(), table.positive().orElse(null), loss.toString())
        .calibrated(calibration(model));
  }

  /** The same few rows whenever the table is the same. */
  private static List<Row> example(TrainingTable table) {
    Column[] inputs =
        table.columns().inputs().stream()
            .map(input -> functions.col(FeatureTable.quoted(input.name())))
            .toArray(Column[]::new);
    return table
        .rows()
        .select(inputs)
        .orderBy(functions.xxhash64(inputs))
        .limit(EXAMPLE_ROWS)
        .collectAsList();
  }

  /**
   * The pictures of a model, drawn: PNGs by the name of the file without its ending.
   *
   * @param subject the version, or the run of a trial
   */
  Map<String, byte[]> pictures(
      String subject, Instant now, EvaluatedModel model, List<Trial> trials) {
    Map<String, byte[]> drawn = new LinkedHashMap<>();
    if (figures) {
      Caption caption = new Caption(subject, LocalDate.ofInstant(now, ZoneOffset.UTC));
      Figures.of(caption, model, trials, Objective.of(pipeline))
          .forEach((name, figure) -> drawn.put(name, figure.png()));
    }
    return drawn;
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
        model.model().flavor(),
        now,
        run,
        pipeline.task(),
        table.classes(),
        table.positive().orElse(null),
        pipeline.key().columns(),
        table.columns().inputs(),
        table.columns().derived(),
        table.columns().features(),
        CategoryText.CURRENT,
        files,
        table.data(),
        pipeline.split().recorded(),
        model.model().recorded(),
        model.model().seed(),
        provenance.libraries(),
        provenance.gitCommit(),
        model.evaluation().metrics(),
        model.baseline(),
        label(),
        calibration(model),
        model.evaluation().binary().map(BinaryDetail::threshold).orElse(null),
        model.model().fingerprint().orElse(null),
        model.warnings());
  }

  private static @Nullable Calibration calibration(EvaluatedModel model) {
    return model.evaluation().binary().flatMap(BinaryDetail::calibration).orElse(null);
  }

  private Label label() {
    var label = pipeline.label();
    return new Label(label.column(), label.expression(), label.positive());
  }
}
