package io.propensity.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentRuleTest {

  @Test
  void readsSharesAndBounds() {
    assertThat(SegmentRule.parse("high:0.1, medium: 0.3 ,low"))
        .hasToString("SegmentRule[names=[high, medium, low], numbers=[0.1, 0.3], shares=true]");
    assertThat(SegmentRule.parse("high>=0.7,medium >= -1e3,low"))
        .hasToString(
            "SegmentRule[names=[high, medium, low], numbers=[0.7, -1000.0], shares=false]");
    assertThat(SegmentRule.parse("all").numbers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "high:0.1 | for the last one its name alone",
        "high:0.1,low:0.2 | for the last one its name alone",
        "high:0.1,medium,low | write NAME:SHARE",
        "high:0.6,medium:0.4,low | all of them together are below 1",
        "high:0,low | each share is above 0",
        "high>=0.4,medium>=0.7,low | the bounds have to fall",
        "high:0.1,medium>=0.7,low | cannot be mixed",
        "high:ten,low | is not a number",
        "high>=NaN,low | is not a finite number",
        "high:0.1,high | two of them have the same name"
      })
  void saysWhatToWriteInstead(String text, String why) {
    assertThatThrownBy(() -> SegmentRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith(", e.g. high:0.1,medium:0.3,low");
  }
}
