package io.propensity.api.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0.84271234, 0.8427",
    "0, 0",
    "3, 3",
    "-0.5, -0.5",
    "0.00002, 2.00e-05",
    "'12034.4', '12,034'",
    "9999.4, '9,999'"
  })
  void keepsFourDigitsOfADecimal(double number, String text) {
    assertThat(Numbers.decimal(number)).isEqualTo(text);
  }

  @Test
  void showsScoresWithAsManyPlacesAsOneAnother() {
    assertThat(Numbers.score(0.25)).isEqualTo("0.2500");
    assertThat(Numbers.score(1.0)).isEqualTo("1");
    assertThat(Numbers.score(4005.0)).isEqualTo("4,005");
    assertThat(Numbers.score(null)).isEqualTo(Numbers.NONE);
  }

  @Test
  void showsADashWhereThereIsNoNumber() {
    assertThat(Numbers.decimal(null)).isEqualTo(Numbers.NONE);
    assertThat(Numbers.decimal(Double.NaN)).isEqualTo(Numbers.NONE);
    assertThat(Numbers.share(3, 0)).isEqualTo(Numbers.NONE);
  }

  @Test
  void tellsSharesDifferencesAndTimes() {
    assertThat(Numbers.share(6_970, 20_000)).isEqualTo("34.8 %");
    assertThat(Numbers.signed(0.012)).isEqualTo("+0.0120");
    assertThat(Numbers.signed(-0.012)).isEqualTo("-0.0120");
    assertThat(Numbers.seconds(184.2)).isEqualTo("3 min 4 s");
    assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
  }
}
