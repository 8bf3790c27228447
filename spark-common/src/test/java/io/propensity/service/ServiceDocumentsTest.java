package io.propensity.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.environment.ConfigApi;
import io.propensity.run.RunId;
import io.propensity.test.FakeService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceDocumentsTest {

  private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

  private final FakeService service = new FakeService();
  private final ServiceDocuments documents =
      new ServiceDocuments(
          new ServiceClient(new ConfigApi(service.url(), 5, 2), Duration.ofMillis(1)),
          new RunId("r-1"));

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void sendsADocumentByItsName() {
    assertThat(documents.send("outcomes", JSON)).isTrue();

    assertThat(service.bodies("PUT /runs/r-1/documents/outcomes")).containsExactly("{}");
  }

  @Test
  void doesNotSendWhatTheServiceWouldNotName() {
    assertThat(documents.send("dashboard_top brands", JSON)).isFalse();
    assertThat(documents.send("Top-Brands", JSON)).isFalse();

    assertThat(service.requests()).isEmpty();
  }

  @Test
  void goesOnWhereADocumentIsRefused() {
    service.answer("PUT /runs/r-1/documents/quality", 404, "{\"detail\": \"no run r-1\"}");

    assertThat(documents.send("quality", JSON)).isFalse();
    assertThat(documents.send("trials", JSON)).isTrue();
  }

  @Test
  void doesNotAskAServiceAgainThatIsAway() {
    service.answer("PUT /runs/r-1/documents/quality", 503, "");
    service.answer("PUT /runs/r-1/documents/quality", 503, "");

    assertThat(documents.send("quality", JSON)).isFalse();
    assertThat(documents.send("trials", JSON)).isFalse();
    assertThat(service.requests()).hasSize(2);
  }
}
