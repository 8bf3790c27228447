package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.propensity.api.Api;
import io.propensity.api.ApiTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Traces go to a collector where the profile "tracing" asks for them. */
@ApiTest
@ActiveProfiles("tracing")
@DirtiesContext
class TracesTest {

  private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();
  private static final HttpServer COLLECTOR = collector();

  private final Api api;

  TracesTest(@Autowired Api api) {
    this.api = api;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add(
        "management.opentelemetry.tracing.export.otlp.endpoint",
        () -> "http://127.0.0.1:%d/v1/traces".formatted(COLLECTOR.getAddress().getPort()));
    registry.add("management.tracing.sampling.probability", () -> "1");
    registry.add("management.opentelemetry.tracing.export.schedule-delay", () -> "100ms");
  }

  @Test
  void tellTheCollectorOfEachRequest() throws InterruptedException {
    api.get("/campaigns/987654321");

    String spans = "";
    for (int i = 0; i < 100 && !spans.contains("http get /campaigns/{id}"); i++) {
      String more = RECEIVED.poll(1, TimeUnit.SECONDS);
      spans += more == null ? "" : more;
    }
    assertThat(spans).contains("config-api", "http get /campaigns/{id}");
  }

  private static HttpServer collector() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            // The names are plain text within the protocol's bytes.
            byte[] spans = exchange.getRequestBody().readAllBytes();
            RECEIVED.add(new String(spans, StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
