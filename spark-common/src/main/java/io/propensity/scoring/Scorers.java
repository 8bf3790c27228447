package io.propensity.scoring;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.SharedDirectory;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Makes the scorer of a published model. */
public final class Scorers {

  /** The model of a CatBoost artifact. */
  public static final String CATBOOST_FILE = "model.cbm";

  private Scorers() {}

  /**
   * Loads the model once on the driver to check it, and hands it to the executors.
   *
   * @throws ContractException when its files are not those that were published, or this release
   *     cannot score it
   */
  public static Scorer load(SparkSession spark, Artifact artifact) {
    Manifest manifest = artifact.manifest();
    requireCategoryText(manifest);
    return switch (manifest.flavor()) {
      case CATBOOST ->
          CatBoostScorer.load(
              spark,
              "model " + manifest.modelVersion(),
              artifact.read(CATBOOST_FILE),
              manifest.features(),
              ModelOutput.of(manifest),
              manifest.categoryText());
      case SPARK_MLLIB ->
          MllibScorer.load(
              spark,
              "model " + manifest.modelVersion(),
              artifact.below(MllibColumns.FOLDER),
              manifest.features(),
              ModelOutput.of(manifest));
    };
  }

  /**
   * The scorer of a model whose files lie in a directory of this machine.
   *
   * @param name names the model in messages
   * @throws ContractException when the files are not those of such a model
   */
  public static Scorer load(
      SparkSession spark,
      String name,
      Flavor flavor,
      Path directory,
      List<Feature> features,
      ModelOutput output) {
    return switch (flavor) {
      case CATBOOST ->
          CatBoostScorer.load(
              spark, name, content(directory.resolve(CATBOOST_FILE)), features, output);
      case SPARK_MLLIB -> {
        try (SharedDirectory shared =
            SharedDirectory.copy(spark, directory.resolve(MllibColumns.FOLDER))) {
          yield MllibScorer.load(spark, name, shared.files(), features, output);
        }
      }
    };
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model " + file, e);
    }
  }

  private static void requireCategoryText(Manifest manifest) {
    if (!manifest.categoryText().known()) {
      throw new ContractException(
          "Model %s was trained with another text of categories (%s); this release writes %s"
              .formatted(manifest.modelVersion(), manifest.categoryText(), CategoryText.CURRENT));
    }
  }
}
