package io.propensity.outcomes.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class RatePowerTest {

  /** The examples of R's help page of power.prop.test. */
  @Test
  void itsPowerIsThatOfR() {
    assertThat(new RatePower(50, 50).power(0.75, 0.50)).isCloseTo(0.740, within(5e-4));
    assertThat(new RatePower(77, 77).power(0.75, 0.50)).isBetween(0.9, 0.902);
    assertThat(new RatePower(76, 76).power(0.75, 0.50)).isLessThan(0.9);
    assertThat(new RatePower(50, 50).detectable(0.50, 0.9)).hasValueCloseTo(0.3026, within(1e-3));
  }

  @Test
  void groupsOfDifferentSizesHaveTheirOwnParts() {
    // By hand: the pooled rate is 0.136, so 1.959964 * sqrt(0.136 * 0.864 / 90) = 0.070819 is told;
    // the difference deviates by sqrt(0.14 * 0.86 / 900 + 0.1 * 0.9 / 100) = 0.032151.
    assertThat(new RatePower(900, 100).power(0.14, 0.10)).isCloseTo(0.1692, within(5e-4));
    assertThat(new RatePower(900, 100).detectable(0.10, 0.8)).hasValueCloseTo(0.1102, within(1e-4));
  }

  @Test
  void groupsThatRespondAllOrNotAtAll() {
    assertThat(new RatePower(100, 100).power(1, 0)).isEqualTo(1);
    assertThat(new RatePower(1, 1).power(1, 0)).isZero();
    assertThat(new RatePower(10, 10).power(0, 0)).isZero();
    assertThat(new RatePower(10, 10).detectable(1, 0.8)).isEmpty();
    assertThat(new RatePower(1, 1).detectable(0.5, 0.8)).isEmpty();
    assertThatThrownBy(() -> new RatePower(0, 1))
        .hasMessage("Groups of 0 and 1 cannot be compared");
  }

  @Property
  void groupsThatDoNotDifferAreToldApartInOneOfTwenty(
      @ForAll @IntRange(min = 1, max = 1_000_000) int rows,
      @ForAll @IntRange(min = 1, max = 1_000_000) int others,
      @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(3) double rate) {
    assertThat(new RatePower(rows, others).power(rate, rate)).isCloseTo(0.05, within(1e-9));
  }

  @Property
  void aRiseThatIsDetectableHasThatPowerAndASmallerOneHasLess(
      @ForAll @IntRange(min = 50, max = 1_000_000) int rows,
      @ForAll @IntRange(min = 50, max = 1_000_000) int others,
      @ForAll @DoubleRange(min = 0.001, max = 0.5) @Scale(3) double rate) {
    RatePower test = new RatePower(rows, others);
    double rise = test.detectable(rate, 0.8).orElseThrow();

    assertThat(test.power(rate + rise, rate)).isCloseTo(0.8, within(1e-6));
    assertThat(test.power(rate + rise / 2, rate)).isLessThan(0.8);
  }
}
