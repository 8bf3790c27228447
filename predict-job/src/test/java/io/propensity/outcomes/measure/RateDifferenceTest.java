package io.propensity.outcomes.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateDifferenceTest {

  /** Newcombe 1998, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926",
    "0, 10, 0, 20, -0.1611, 0.2775",
    "0, 10, 0, 10, -0.2775, 0.2775",
    "10, 10, 0, 20, 0.6791, 1.0000",
    "10, 10, 0, 10, 0.6075, 1.0000"
  })
  void itsIntervalIsThePublishedOne(long a, long m, long b, long n, double low, double high) {
    RateDifference found = RateDifference.of(new ResponseRate(m, a), new ResponseRate(n, b));

    assertThat(found.value()).isCloseTo((double) a / m - (double) b / n, within(1e-15));
    assertThat(found.low()).isCloseTo(low, within(5e-5));
    assertThat(found.high()).isCloseTo(high, within(5e-5));
  }

  @Property
  void theIntervalHoldsTheDifferenceAndTurnsRoundWithTheGroups(
      @ForAll @IntRange(min = 1, max = 1_000_000) int rows,
      @ForAll @IntRange(min = 1, max = 1_000_000) int others,
      @ForAll @IntRange(max = 1_000_000) int some,
      @ForAll @IntRange(max = 1_000_000) int more) {
    ResponseRate first = new ResponseRate(rows, some % (rows + 1));
    ResponseRate second = new ResponseRate(others, more % (others + 1));
    RateDifference there = RateDifference.of(first, second);
    RateDifference back = RateDifference.of(second, first);

    assertThat(there.low()).isGreaterThanOrEqualTo(-1).isLessThanOrEqualTo(there.value());
    assertThat(there.high()).isLessThanOrEqualTo(1).isGreaterThanOrEqualTo(there.value());
    assertThat(back.value()).isEqualTo(-there.value());
    assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
    assertThat(back.high()).isCloseTo(-there.low(), within(1e-12));
    assertThat(back.told()).isEqualTo(there.told());
    assertThat(first.low()).isBetween(0.0, first.rate());
    assertThat(first.high()).isBetween(first.rate(), 1.0);
  }

  @Property
  void moreUsersMakeTheIntervalNarrower(
      @ForAll @IntRange(min = 2, max = 1_000) int rows,
      @ForAll @IntRange(max = 1_000) int some,
      @ForAll @IntRange(max = 1_000) int more) {
    long first = some % (rows + 1);
    long second = more % (rows + 1);
    RateDifference few =
        RateDifference.of(new ResponseRate(rows, first), new ResponseRate(rows, second));
    RateDifference many =
        RateDifference.of(
            new ResponseRate(10L * rows, 10 * first), new ResponseRate(10L * rows, 10 * second));

    assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
  }

  @Test
  void aRateIsOfSomebody() {
    assertThatThrownBy(() -> new ResponseRate(0, 0)).hasMessage("0 of 0 is no share");
    assertThatThrownBy(() -> new ResponseRate(2, 3)).hasMessage("3 of 2 is no share");
  }
}
