package io.propensity.algorithm.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.api.Test;

class LibraryParametersTest {

  @Test
  void takesMllibsNamesAndThoseWithUnderscores() {
    assertThat(forest(Map.of("maxDepth", 7, "num_trees", 35, "featureSubsetStrategy", 0.5)))
        .containsEntry("maxDepth", 7)
        .containsEntry("numTrees", 35)
        .containsEntry("featureSubsetStrategy", "0.5")
        .containsEntry("maxBins", 32)
        .doesNotContainKeys("labelCol", "featuresCol", "probabilityCol");
    assertThat(LibraryParameters.snake("maxMemoryInMB")).isEqualTo("max_memory_in_mb");
  }

  @Test
  void reachesEveryParameterThatNamesNoColumn() {
    assertThat(effective(Learner.LOGISTIC_REGRESSION, Task.BINARY, Map.of()))
        .containsOnlyKeys(
            "aggregationDepth",
            "elasticNetParam",
            "family",
            "fitIntercept",
            "maxBlockSizeInMB",
            "maxIter",
            "regParam",
            "standardization",
            "tol");
  }

  @Test
  void saysWhatAMisspeltParameterMayHaveMeant() {
    assertRefused(Map.of("maxDept", 3), "did you mean maxDepth?");
    assertRefused(Map.of("num_tree", 3), "did you mean num_trees?");
    assertRefused(Map.of("iterations", 3), "those of random-forest are bootstrap, cacheNodeIds");
  }

  @Test
  void wantsNativeTypes() {
    assertRefused(Map.of("maxDepth", "five"), "maxDepth is the text 'five'; it must be a whole");
    assertRefused(Map.of("maxDepth", 5.5), "maxDepth is 5.5; it must be a whole number");
    assertRefused(Map.of("maxDepth", 1L << 40), "it must be a whole number of 32 bits");
    assertRefused(Map.of("bootstrap", 1), "bootstrap is 1; it must be true or false");
    assertRefused(Map.of("subsamplingRate", List.of(1)), "is the list [1]; it must be a number");
    assertThat(forest(Map.of("subsamplingRate", 1))).containsEntry("subsamplingRate", 1.0);
  }

  @Test
  void saysWhatMllibAllows() {
    assertRefused(Map.of("maxDepth", 31), "'31' is not allowed: Maximum depth of the tree");
    assertRefused(Map.of("impurity", "ginny"), "Supported options: entropy, gini");
  }

  @Test
  void leavesToThePipelineWhatItSays() {
    assertRefused(Map.of("labelCol", "x"), "not set here: say label in pipeline.yaml");
    assertRefused(Map.of("thresholds", List.of(1, 2)), "say evaluation.threshold");
    assertRefused(Map.of("predictionCol", "x"), "unknown parameter 'predictionCol'");
  }

  @Test
  void refusesAParameterThatIsWrittenTwice() {
    assertThatThrownBy(() -> forest(new TreeMap<>(Map.of("maxBins", 3, "max_bins", 4))))
        .hasMessage("algorithm.params: maxBins and max_bins are the same parameter");
  }

  @Test
  void knowsWhichLearnerCanDoWhichTask() {
    assertThatThrownBy(() -> Learner.of("gbt", Task.MULTICLASS))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "algorithm.name 'gbt' cannot train a multiclass model; those that can are catboost,"
                + " random-forest, logistic-regression");
    assertThatThrownBy(() -> Learner.of("linear-regression", Task.BINARY))
        .hasMessageContaining("catboost, random-forest, gbt, logistic-regression");
  }

  @Test
  void asksMllibWhetherParametersGoTogether() {
    MllibAlgorithm huber =
        new MllibAlgorithm(
            "linear-regression", Task.REGRESSION, Map.of("loss", "huber", "solver", "normal"));
    assertThatThrownBy(huber::requireParameters)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("algorithm.params of linear-regression do not go together");
    huber.with(Map.of("solver", "l-bfgs")).requireParameters();
  }

  @Test
  void replacesAParameterThatIsWrittenInTheOtherWay() {
    MllibAlgorithm forest =
        new MllibAlgorithm("random-forest", Task.BINARY, Map.of("max_depth", 3));
    forest.with(Map.of("maxDepth", 5)).requireParameters();
  }

  private static void assertRefused(Map<String, Object> given, String message) {
    assertThatThrownBy(() -> forest(given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("algorithm.params")
        .hasMessageContaining(message);
  }

  private static Map<String, Object> forest(Map<String, Object> given) {
    return effective(Learner.RANDOM_FOREST, Task.BINARY, given);
  }

  private static Map<String, Object> effective(
      Learner learner, Task task, Map<String, Object> given) {
    Params estimator = learner.estimator(task);
    LibraryParameters parameters = new LibraryParameters(learner.label(), estimator);
    parameters.set(given);
    return parameters.effective();
  }
}
