package io.propensity.training;

import io.propensity.evaluation.EvaluatedModel;
import io.propensity.explanation.ImportancesJson;
import io.propensity.report.CurvesJson;
import io.propensity.report.MetricsCsv;
import io.propensity.report.MetricsJson;
import io.propensity.training.mlflow.MlflowFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What a model version holds beside its manifest, in a directory of this machine. */
final class ArtifactDirectory {

  private ArtifactDirectory() {}

  /**
   * Fills {@code directory} with the model, what MLflow loads it by, metrics, importances and
   * figures.
   *
   * @param example rows of the inputs, in their order
   * @param figures PNGs by the name of the file without its ending; may be empty
   */
  static void write(
      Path directory,
      EvaluatedModel model,
      Map<String, byte[]> figures,
      MlflowFiles mlflow,
      List<Row> example,
      Instant created)
      throws IOException {
    Files.createDirectories(directory);
    move(model.model().files(), directory);
    mlflow.write(directory, example, created);
    Files.write(
        directory.resolve("metrics.json"),
        MetricsJson.of(model.evaluation(), model.gate(), model.warnings()));
    Files.writeString(directory.resolve("metrics.csv"), MetricsCsv.of(model.evaluation()));
    Files.write(
        directory.resolve("feature_importance.json"),
        ImportancesJson.of(model.model().importances()));
    Optional<byte[]> curves = CurvesJson.of(model.evaluation());
    if (curves.isPresent()) {
      Files.write(directory.resolve(CurvesJson.FILE), curves.get());
    }
    for (Map.Entry<String, byte[]> figure : figures.entrySet()) {
      Path pictures = Files.createDirectories(directory.resolve("figures"));
      Files.write(pictures.resolve(figure.getKey() + ".png"), figure.getValue());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(from)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.move(file, target);
    }
  }
}
