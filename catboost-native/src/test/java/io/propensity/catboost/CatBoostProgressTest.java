package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatBoostProgressTest {

  @Test
  void readsAnIterationOfATrainingWithAnEvalSet() {
    assertThat(
            CatBoostProgress.parse(
                "7:\tlearn: 0.61\ttest: 0.63\tbest: 0.62 (5)\ttotal: 1.2s\tremaining: 3m 2s", 200))
        .contains(
            new CatBoostProgress(
                8,
                200,
                Map.of("learn", 0.61, "test", 0.63, "best", 0.62),
                Duration.ofSeconds(182)));
  }

  @Test
  void readsSmallTimes() {
    assertThat(CatBoostProgress.parse("0:\tlearn: 0.6\ttotal: 1us\tremaining: 86.2ms", 3))
        .hasValueSatisfying(
            step -> assertThat(step.remaining()).isEqualTo(Duration.ofNanos(86_200_000)));
  }

  @Test
  void leavesOtherLinesToTheLog() {
    assertThat(CatBoostProgress.parse("Learning rate set to 0.17", 3)).isEmpty();
    assertThat(CatBoostProgress.parse("bestTest = 0.61", 3)).isEmpty();
  }
}
