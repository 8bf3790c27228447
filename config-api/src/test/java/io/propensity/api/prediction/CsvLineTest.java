package io.propensity.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=a\nb"})
  void hasAnApostropheBeforeATextThatIsAFormula(String text) {
    assertThat(CsvLine.of(List.of(text)).replace("\"", "")).isEqualTo("'" + text + "\r\n");
  }

  @Test
  void quotesAFormulaWithItsApostrophe() {
    assertThat(CsvLine.of(List.of("=\"a\",b", "\rx"))).isEqualTo("\"'=\"\"a\"\",b\",\"'\rx\"\r\n");
  }

  @Test
  void leavesNumbersAndOtherTextsAsTheyAre() {
    assertThat(CsvLine.of(Arrays.asList(-1, -0.5, -7L, true, null, "a=b", "1-2", "'x", "")))
        .isEqualTo("-1,-0.5,-7,true,,a=b,1-2,'x,\r\n");
  }
}
