package io.propensity.prediction.explanation;

import io.propensity.artifact.Artifact;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.ForkedTree;
import io.propensity.catboost.ForkedTrees;
import io.propensity.catboost.ShapModel;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.scoring.CatBoostScorer;
import io.propensity.scoring.MllibScorer;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.scoring.ShapTrees;
import io.propensity.scoring.shap.ConditionShap;
import io.propensity.scoring.shap.SlotMeans;
import io.propensity.scoring.shap.TreeNode;
import io.propensity.scoring.shap.UnexplainableModelException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

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
    try {
      return scorer instanceof CatBoostScorer catBoost
          ? catBoost.explaining(spark, "what explains model " + version, trees(artifact))
          : ((MllibScorer) scorer).explaining(spark, means(artifact));
    } catch (CatBoostException | UnexplainableModelException e) {
      throw new ContractException(
          "--explain: model %s cannot be explained: %s; leave it out"
              .formatted(version, e.getMessage()),
          e);
    }
  }

  private static ShapTrees trees(Artifact artifact) {
    return trees(artifact.read(Scorers.CATBOOST_FILE), artifact.manifest().features().size());
  }

  /** What explains a CatBoost model of so many features. */
  static ShapTrees trees(byte[] cbm, int features) {
    if (!ForkedTrees.isOf(cbm)) {
      ShapModel shap = ShapModel.of(cbm, features);
      return new ShapTrees.OfLeaves(shap.cbm(), shap.base());
    }
    ForkedTrees trees = ForkedTrees.of(cbm);
    return new ShapTrees.OfConditions(
        trees.copies(),
        trees.conditions().size(),
        ForkedTrees.PER_COPY,
        ForkedTrees.PER_OUTPUT,
        ConditionShap.of(
            trees.trees().stream().map(Explainers::node).toList(),
            trees.conditions(),
            features,
            trees.bias()));
  }

  private static TreeNode node(ForkedTree tree) {
    if (tree instanceof ForkedTree.Leaf leaf) {
      return TreeNode.leaf(leaf.weight(), leaf.values());
    }
    ForkedTree.Fork fork = (ForkedTree.Fork) tree;
    return TreeNode.fork(fork.condition(), node(fork.no()), node(fork.yes()));
  }

  /** Training leaves them beside linear models alone. */
  private static @Nullable SlotMeans means(Artifact artifact) {
    boolean there =
        artifact.manifest().files().stream().anyMatch(file -> file.path().equals(SlotMeans.FILE));
    return there
        ? Json.readVersioned(artifact.read(SlotMeans.FILE), SlotMeans.class, SlotMeans.FILE)
        : null;
  }
}
