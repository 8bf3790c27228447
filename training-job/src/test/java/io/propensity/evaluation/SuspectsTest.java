package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  @Test
  void aWeightThatIsOffWeighsNothing() {
    assertThat(Suspects.weighs("None")).isFalse();
    assertThat(Suspects.weighs(1.0)).isFalse();
    assertThat(Suspects.weighs(List.of(1, 1.0))).isFalse();
    assertThat(Suspects.weighs(Map.of("No", 1.0, "Yes", 1.0))).isFalse();
    assertThat(Suspects.weighs(Map.of("No", 1.0, "Yes", 4.0))).isTrue();
    assertThat(Suspects.weighs("Balanced")).isTrue();
    assertThat(Suspects.weighs(List.of(1, 5))).isTrue();
  }
}
