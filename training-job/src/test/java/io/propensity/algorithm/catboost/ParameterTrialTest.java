package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.AlgorithmSpec;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.training.Pipelines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTrialTest {

  @Test
  void aShareThatIsFewerThanOneOfItsOwnRowsIsTaken() {
    Pipeline pipeline = with(Map.of("bootstrap_type", "Bernoulli", "subsample", 0.001));

    assertThatCode(() -> new CatBoostAlgorithm(pipeline).requireParameters())
        .doesNotThrowAnyException();
  }

  @Test
  void valuesThatDoNotGoTogetherAreRefusedInCatBoostsWords() {
    Pipeline pipeline = with(Map.of("bootstrap_type", "Bayesian", "subsample", 0.7));

    assertThatThrownBy(() -> new CatBoostAlgorithm(pipeline).requireParameters())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("CatBoost refuses algorithm.params of pipeline.yaml: ")
        .hasMessageContaining("bayesian bootstrap");
  }

  @Test
  void aMisspeltNameIsRefusedWithTheOneThatWasMeant() {
    Pipeline pipeline = with(Map.of("learning_rat", 0.1));

    assertThatThrownBy(() -> new CatBoostAlgorithm(pipeline).requireParameters())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown parameter 'learning_rat'; did you mean 'learning_rate'?");
  }

  @Test
  void aParameterThatIsReplacedMayHaveBeenWrittenAsASynonym() {
    Pipeline pipeline = with(Map.of("n_estimators", 500, "max_depth", 99, "eta", 0.1));

    assertThatCode(
            () ->
                new CatBoostAlgorithm(pipeline)
                    .with(Map.of("iterations", 30, "depth", 4))
                    .with(Map.of("num_trees", 20))
                    .requireParameters())
        .doesNotThrowAnyException();
  }

  @Test
  void weightsByClassAreTakenBeforeTheClassesAreKnown() {
    Pipeline pipeline = with(Map.of("class_weights", Map.of("0", 1, "1", 4)));

    assertThatCode(() -> new CatBoostAlgorithm(pipeline).requireParameters())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"class_weights", "auto_class_weights", "scale_pos_weight"})
  void classesAreWeighedInOnePlace(String parameter) {
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: weighed
            key: id
            task: binary
            sources: {raw: {format: sample_users}}
            label: {column: answer, positive: "yes"}
            numeric: [age]
            class_weights: balanced
            algorithm: {name: catboost, params: {%s: 2}}
            """
                .formatted(parameter));

    assertThatThrownBy(() -> new CatBoostAlgorithm(pipeline).requireParameters())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "class_weights and algorithm.params.%s both say what classes weigh: leave one of them out",
            parameter);
  }

  private static Pipeline with(Map<String, Object> params) {
    return Pipelines.of(Map.of(), List.of("age"), List.of("city"))
        .with(AlgorithmSpec.of("catboost", params));
  }
}
