package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

  @Test
  void whatIsLeftTakesAsLongEachAsWhatIsDone() {
    assertThat(TimeLeft.seconds(30, 3, 10, null)).isEqualTo(70);
    assertThat(TimeLeft.seconds(0.4, 1, 2, null)).isZero();
    assertThat(TimeLeft.seconds(30, 10, 10, null)).isZero();
  }

  @Test
  void nothingIsBegunBeyondABound() {
    assertThat(TimeLeft.seconds(30, 3, 10, 50)).isEqualTo(20);
    assertThat(TimeLeft.seconds(30, 3, 10, 500)).isEqualTo(70);
    assertThat(TimeLeft.seconds(60, 3, 10, 50)).isZero();
  }
}
