package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.model.Histogram;
import io.propensity.report.Drift;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StabilityTest {

  private static final Histogram FEW = new Histogram.Categorical(Map.of("US", 90L), 0, 10);
  private static final Histogram MANY = new Histogram.Categorical(Map.of("US", 60L), 40, 0);

  @Test
  void aCategoryThatTheBaselineDoesNotListIsUnseen() {
    Drift drift = Stability.drift(FEW, new long[] {50, 30, 20}, 100);

    assertThat(drift.unseen()).isCloseTo(0.3, within(1e-12));
    assertThat(drift.nulls()).isCloseTo(0.2, within(1e-12));
    assertThat(drift.nullsInTraining()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void whatTheBaselineOfManyLeftOutIsNot() {
    assertThat(Stability.drift(MANY, new long[] {60, 40, 0}, 100).unseen()).isZero();
    assertThat(Stability.drift(MANY, new long[] {70, 30, 0}, 100).unseen()).isZero();
    assertThat(Stability.drift(MANY, new long[] {50, 50, 0}, 100).unseen())
        .isCloseTo(0.1, within(1e-12));
  }

  @Test
  void theSameSharesHaveNotDrifted() {
    assertThat(Stability.index(new long[] {1, 2, 3}, new long[] {10, 20, 30})).isZero();
    assertThat(Stability.index(new long[] {1, 0}, new long[] {0, 1}))
        .as("a share of nothing is taken as 1e-4")
        .isCloseTo(2 * (1 - 1e-4) * Math.log(1e4), within(1e-9));
  }
}
