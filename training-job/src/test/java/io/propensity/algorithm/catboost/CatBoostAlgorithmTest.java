package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.model.Flavor;
import io.propensity.training.Pipelines;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CatBoostAlgorithmTest {

  @Test
  void anotherFitOfAsManyTreesHasTheLearningRateThatTookEffect() {
    CatBoostAlgorithm algorithm =
        new CatBoostAlgorithm(Pipelines.of(Map.of(), List.of("age"), List.of()));

    assertThat(algorithm.pace(model(Map.of("learning_rate", 0.03, "iterations", 1000))))
        .isEqualTo(Map.of("learning_rate", 0.03));
    assertThat(algorithm.pace(model(Map.of()))).isEmpty();
  }

  private static FittedModel model(Map<String, Object> parameters) {
    return new FittedModel(
        Flavor.CATBOOST,
        Path.of("model"),
        parameters,
        1,
        OptionalInt.of(300),
        Optional.empty(),
        Optional.empty(),
        Importances.of(new Importances.Kind("none", "none", Map.of())));
  }
}
