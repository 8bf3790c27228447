package io.propensity.api.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class CampaignFormTest {

  @Test
  void leavesOutWhatIsBlank() {
    assertThat(CampaignForm.empty("").body())
        .hasToString(
            "{\"name\":\"\",\"model_path\":\"\",\"audience_filter\":\"TRUE\",\"is_active\":true}");
  }

  @Test
  void sendsFeaturesByLineAndNoBrowsersLineEnds() {
    MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
    sent.add("features", "age\r\n\r\n country, of birth \r\n");
    sent.add("audience_filter", "a = 1\r\nAND b = 2");

    CampaignForm form = CampaignForm.of(sent);

    assertThat(form.body().path("features")).hasToString("[\"age\",\"country, of birth\"]");
    assertThat(form.body().path("audience_filter").asString()).isEqualTo("a = 1\nAND b = 2");
    assertThat(form.body().path("is_active").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "-2, -2", "much, '\"much\"'", "1e5, '\"1e5\"'", "'0,1', '\"0,1\"'"})
  void sendsNumbersAsNumbersAndTheRestToBeRefused(String text, String json) {
    MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
    sent.add("holdout", text);

    assertThat(CampaignForm.of(sent).body().path("holdout")).hasToString(json);
  }
}
