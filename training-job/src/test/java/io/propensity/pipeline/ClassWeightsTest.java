package io.propensity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.training.Pipelines;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassWeightsTest {

  @Test
  void balancedIsTheRowsOverTheClassesTimesTheRowsOfTheClass() {
    ClassWeights balanced = weights("balanced");

    assertThat(balanced.of(List.of("no", "yes"), List.of(6L, 2L)))
        .containsExactly(Map.entry("no", 8 / 12.0), Map.entry("yes", 2.0));
    assertThat(balanced.of(List.of("a", "b", "c"), List.of(1L, 2L, 3L)))
        .containsExactly(Map.entry("a", 2.0), Map.entry("b", 1.0), Map.entry("c", 6 / 9.0));
  }

  @Test
  void weightsThatAreWrittenComeInTheOrderOfTheClasses() {
    assertThat(weights("{yes: 4, no: 1}").of(List.of("no", "yes"), List.of(6L, 2L)))
        .containsExactly(Map.entry("no", 1.0), Map.entry("yes", 4.0));
    assertThat(weights("{0: 1, 1: 2.5}").of(List.of("0", "1"), List.of(6L, 2L)))
        .containsExactly(Map.entry("0", 1.0), Map.entry("1", 2.5));
  }

  @Test
  void eachClassHasToBeNamedAndNoOther() {
    List<String> classes = List.of("no", "yes");
    assertThatThrownBy(() -> weights("{ja: 4, no: 1}").of(classes, List.of(6L, 2L)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "class_weights names [ja, no], and the classes are [no, yes]: write a weight for each of them, or balanced");
    assertThatThrownBy(() -> weights("{yes: 4, no: 1, ja: 1}").of(classes, List.of(6L, 2L)))
        .isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Balanced", "{yes: 4}", "{yes: 0, no: 1}", "{yes: many, no: 1}", "[1, 4]"})
  void whatIsNoWeightIsRefused(String written) {
    assertThatThrownBy(() -> weights(written))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("class_weights")
        .hasMessageContaining("must be balanced, or a weight greater than 0 for each class");
  }

  @Test
  void aRegressionHasNoClasses() {
    assertThatThrownBy(() -> pipeline("regression", "{column: spend}", "balanced"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("class_weights' is for tasks with classes: a regression has none");
  }

  private static ClassWeights weights(String written) {
    return Objects.requireNonNull(
        pipeline("binary", "{column: spend, positive: \"yes\"}", written).classWeights());
  }

  private static Pipeline pipeline(String task, String label, String weights) {
    return Pipelines.parse(
        """
        format_version: 1
        name: weighed
        key: id
        task: %s
        sources: {raw: {format: sample_users}}
        label: %s
        numeric: [age]
        class_weights: %s
        algorithm: {name: gbt}
        """
            .formatted(task, label, weights));
  }
}
