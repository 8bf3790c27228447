package io.propensity.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.campaign.UsersSettings;
import io.propensity.environment.ConfigApi;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UnavailableException;
import io.propensity.service.ServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CampaignClientTest {

  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00.123456Z");
  private static final Campaign CAMPAIGN =
      new Campaign(
          7,
          "Spring",
          "models/a/1",
          "TRUE",
          List.of("age"),
          null,
          new UsersSettings("csv", "user_id BIGINT", Map.of("ds", "2026-11-24"), null),
          "updated_at",
          0.1,
          0.25,
          "high:0.1,low",
          new OutputSettings("csv", null, null, true, 10L, 0.5, 3),
          true,
          1,
          NOW,
          NOW);

  private FakeConfigApi api = open();

  @BeforeEach
  void storeACampaign() {
    api.store(CAMPAIGN);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void readsACampaign() {
    assertThat(client(1).fetch(7)).isEqualTo(CAMPAIGN);
  }

  @Test
  void asksAgainWhenTheServiceIsBusy() {
    api.fail(2, 503);
    assertThat(client(3).fetch(7)).isEqualTo(CAMPAIGN);
    assertThat(api.requests()).isEqualTo(3);
  }

  @Test
  void givesUpAfterAllAttempts() {
    api.fail(9, 429);
    assertThatThrownBy(() -> client(3).fetch(7))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "The service at %s answered 429, 3 times: start it (scripts/config-api.sh) or pass --config-api-url"
                .formatted(api.url()));
    assertThat(api.requests()).isEqualTo(3);
  }

  @Test
  void saysThatNothingListens() {
    api.close();
    assertThatThrownBy(() -> client(2).fetch(7))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("did not answer (")
        .hasMessageContaining(", 2 times");
  }

  @Test
  void givesUpOnASilentService() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      ConfigApi address = new ConfigApi("http://localhost:" + silent.getLocalPort(), 1, 1);
      assertThatThrownBy(() -> client(address).fetch(7))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void givesUpOnAServiceThatStopsInTheMiddleOfAnAnswer() throws IOException {
    HttpServer stalling =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stalling.createContext("/", exchange -> exchange.sendResponseHeaders(200, 100));
    stalling.start();
    try {
      ConfigApi address =
          new ConfigApi("http://localhost:" + stalling.getAddress().getPort(), 1, 1);
      assertThatThrownBy(() -> client(address).fetch(7))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("timed out after 1 s");
    } finally {
      stalling.stop(0);
    }
  }

  @Test
  void anotherServerThatKnowsNoCampaignsIsNotTakenForTheService() {
    api.refuseAs("text/html");

    assertThatThrownBy(() -> client(3).fetch(8))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("answered 404 where a campaign was expected: is it Propensity's");
  }

  @Test
  void doesNotAskAgainForWhatIsNotThere() {
    assertThatThrownBy(() -> client(3).fetch(8))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "There is no campaign 8 at %s: curl %s/campaigns lists those there are"
                .formatted(api.url(), api.url()));
    assertThat(api.requests()).isEqualTo(1);
  }

  @Test
  void sendsTheTokenThatItHasAndNoneOtherwise() {
    client(1).fetch(7);
    assertThat(api.authorization()).isEmpty();

    clientWith("prp_secret").fetch(7);
    assertThat(api.authorization()).isEqualTo("Bearer prp_secret");
  }

  @Test
  void saysWhichSettingLetsItIn() {
    api.fail(1, 401);
    assertThatThrownBy(() -> client(1).fetch(7))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "%s/campaigns/7 refuses this job (401): it wants a token. Set config_api.token (PROPENSITY_TOKEN) or config_api.token_file (PROPENSITY_TOKEN_FILE) to one that an admin made by POST /tokens",
            api.url());
    api.fail(1, 401);
    assertThatThrownBy(() -> clientWith("prp_secret").fetch(7))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("(401): the token is wrong, expired or revoked. Set")
        .hasMessageNotContaining("prp_secret");
    api.fail(1, 403);
    assertThatThrownBy(() -> clientWith("prp_secret").fetch(7))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("(403): the token's role does not suffice");
  }

  private CampaignClient clientWith(String token) {
    return client(new ConfigApi(api.url(), 5, 1, token, null));
  }

  @Test
  void tellsARefusalFromAnotherService() {
    api.fail(1, 401);
    assertThatThrownBy(() -> client(1).fetch(7)).isInstanceOf(ConfigurationException.class);
    api.fail(1, 302);
    assertThatThrownBy(() -> client(1).fetch(7))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("is it Propensity's service?");
  }

  private CampaignClient client(int attempts) {
    return client(new ConfigApi(api.url(), 5, attempts));
  }

  private static CampaignClient client(ConfigApi address) {
    return new CampaignClient(new ServiceClient(address, Duration.ofMillis(1)));
  }

  private static FakeConfigApi open() {
    try {
      return new FakeConfigApi();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
