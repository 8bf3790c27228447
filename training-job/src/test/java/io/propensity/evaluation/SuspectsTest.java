package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectsTest {

  @Test
  void aWeightThatIsOffWeighsNothing() {
    assertThat(Suspects.weighs("None")).isFalse();
    assertThat(Suspects.weighs(1.0)).isFalse();
    assertThat(Suspects.weighs(List.of(1, 1.0))).isFalse();
    assertThat(Suspects.weighs("Balanced")).isTrue();
    assertThat(Suspects.weighs(List.of(1, 5))).isTrue();
  }
}
