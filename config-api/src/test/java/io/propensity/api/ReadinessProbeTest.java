package io.propensity.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadinessProbeTest {

  private final HttpServer server;
  private volatile int status = 200;

  ReadinessProbeTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isReadiness =
              exchange.getRequestURI().getPath().equals("/actuator/health/readiness");
          exchange.sendResponseHeaders(isReadiness ? status : 404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({"200, true", "503, false", "401, false"})
  void goesByTheAnswer(int answer, boolean isReady) {
    status = answer;

    assertThat(ReadinessProbe.isReady(address())).isEqualTo(isReady);
  }

  @Test
  void isNotReadyWhereNobodyAnswers() {
    URI address = address();
    server.stop(0);

    assertThat(ReadinessProbe.isReady(address)).isFalse();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
