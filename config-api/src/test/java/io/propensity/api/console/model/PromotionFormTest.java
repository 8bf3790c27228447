package io.propensity.api.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromotionFormTest {

  @Test
  void asksTheApiForWhatWasFilledIn() {
    assertThat(PromotionForm.of("champion", " 3 ", "roc_auc", "true", "because").body())
        .hasToString(
            "{\"version\":3,\"metric\":\"roc_auc\",\"force\":true,\"reason\":\"because\"}");
    assertThat(PromotionForm.of("champion", "3", "", null, " ").body())
        .hasToString("{\"version\":3}");
  }

  @Test
  void leavesItToTheApiToRefuseWhatIsNoVersion() {
    assertThat(PromotionForm.of(null, "x", null, null, null).body())
        .hasToString("{\"version\":\"x\"}");
    assertThat(PromotionForm.of(null, null, null, null, null).alias()).isEqualTo("champion");
  }
}
