package io.propensity.scoring;

import io.propensity.artifact.Artifact;
import io.propensity.model.CategoryText;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import org.apache.spark.sql.SparkSession;

/** Makes the scorer of a published model. */
public final class Scorers {

  private static final String CATBOOST_FILE = "model.cbm";

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
              ModelOutput.of(manifest));
      case SPARK_MLLIB ->
          throw new ContractException(
              "Model %s is of flavor spark-mllib; this release scores models of flavor catboost"
                  .formatted(manifest.modelVersion()));
    };
  }

  private static void requireCategoryText(Manifest manifest) {
    if (!manifest.categoryText().equals(CategoryText.CURRENT)) {
      throw new ContractException(
          "Model %s was trained with another text of categories (%s); this release writes %s"
              .formatted(manifest.modelVersion(), manifest.categoryText(), CategoryText.CURRENT));
    }
  }
}
