package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.ApiTest;
import io.propensity.campaign.Campaign;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service's side of the contract whose other side is read by the jobs' Jackson. */
@ApiTest
class CampaignContractTest {

  private final JsonMapper json;

  CampaignContractTest(@Autowired JsonMapper json) {
    this.json = json;
  }

  @Test
  void readsTheGoldenCampaign() throws IOException {
    Campaign campaign = json.treeToValue(golden(), Campaign.class);

    assertThat(campaign.id()).isEqualTo(7);
    assertThat(campaign.features())
        .containsExactly("age", "country", "days_since_last_order", "orders_90d");
    assertThat(campaign.isActive()).isTrue();
    assertThat(campaign.createdAt()).isEqualTo(Instant.parse("2026-11-20T09:30:00.123456Z"));
  }

  @Test
  void writesExactlyTheGoldenCampaign() throws IOException {
    Campaign campaign = json.treeToValue(golden(), Campaign.class);

    assertThat(json.readTree(json.writeValueAsString(campaign))).isEqualTo(golden());
  }

  @ParameterizedTest
  @CsvSource({
    "manifest, io.propensity.model.Manifest",
    "run-report, io.propensity.report.RunReport",
    "run-report-training, io.propensity.report.RunReport",
    "run-notice, io.propensity.report.RunNotice",
    "run-notice-training, io.propensity.report.RunNotice",
  })
  void readsAndWritesWhatTheJobsPublish(String name, Class<?> type) throws IOException {
    Object value = json.treeToValue(golden(name), type);

    assertThat(json.readTree(json.writeValueAsString(value))).isEqualTo(golden(name));
  }

  private JsonNode golden() throws IOException {
    return golden("campaign");
  }

  private JsonNode golden(String name) throws IOException {
    try (InputStream file = Campaign.class.getResourceAsStream("/golden/" + name + ".json")) {
      return json.readTree(file);
    }
  }
}
