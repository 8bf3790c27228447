package io.propensity.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.ConfigApi;
import io.propensity.run.ConfigurationException;
import io.propensity.test.FakeService;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {

  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void saysForWhichRequestItAsks() {
    client("nightly.7").get("/campaigns/1");
    client(null).get("/campaigns/2");

    assertThat(service.requests())
        .extracting(FakeService.Request::id)
        .containsExactly(Optional.of("nightly.7"), Optional.empty());
  }

  @Test
  void refusesWhatIsNoNameOfARequest() {
    assertThatThrownBy(() -> client("a b"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("PROPENSITY_REQUEST_ID is no name of a request");
  }

  private ServiceClient client(@Nullable String request) {
    return new ServiceClient(new ConfigApi(service.url(), 5, 1), Duration.ofMillis(1), request);
  }
}
