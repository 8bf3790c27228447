package io.propensity.prediction.explanation;

import io.propensity.artifact.Artifact;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.ShapModel;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.scoring.CatBoostScorer;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.scoring.ShapTrees;
import org.apache.spark.sql.SparkSession;

/** Makes scorers that say why. */
public final class Explainers {

  private Explainers() {}

  /**
   * The same scorer, which adds {@link Scorer#EXPLANATION}.
   *
   * @param artifact what {@code scorer} was made of
   * @throws ContractException when such a model cannot be explained
   */
  public static Scorer of(SparkSession spark, Scorer scorer, Artifact artifact) {
    ModelVersion version = artifact.manifest().modelVersion();
    if (!(scorer instanceof CatBoostScorer catBoost)) {
      throw new ContractException(
          "--explain: model %s is one of Spark MLlib, and only CatBoost's are explained user by user; leave it out"
              .formatted(version));
    }
    return catBoost.explaining(spark, "what explains model " + version, trees(artifact, version));
  }

  private static ShapTrees trees(Artifact artifact, ModelVersion version) {
    try {
      ShapModel shap =
          ShapModel.of(artifact.read(Scorers.CATBOOST_FILE), artifact.manifest().features().size());
      return new ShapTrees(shap.cbm(), shap.base());
    } catch (CatBoostException e) {
      throw new ContractException(
          "--explain: model %s cannot be explained: %s; leave it out"
              .formatted(version, e.getMessage()),
          e);
    }
  }
}
