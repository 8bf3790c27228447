package io.propensity.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class ProblemTest {

  private final Api api;
  private final int port;

  ProblemTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /nowhere,             404",
    "GET,    /campaigns/abc,       404",
    "GET,    /campaigns/-1,        404",
    "GET,    /campaigns/1.0,       404",
    "GET,    /campaigns/99999999999999999999, 404",
    "GET,    /campaigns/987654321, 404",
    "GET,    /campaigns/1/x,       404",
    "DELETE, /campaigns/abc,       404",
    "DELETE, /campaigns,           405",
    "PUT,    /campaigns,           405",
    "POST,   /campaigns/1,         405",
    "GET,    /actuator/env,        404",
    "GET,    /actuator/heapdump,   404",
    "GET,    /error,               404"
  })
  void answersWithAProblemDocument(String method, String path, int status) {
    Answer answer = api.send(method, path, null);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").intValue()).isEqualTo(status);
    assertThat(answer.text("title")).isNotEmpty();
  }

  @Test
  void saysWhichMethodsThereAre() {
    assertThat(api.send("PUT", "/campaigns", null).header("Allow")).contains("GET", "POST");
  }

  /** Tomcat takes them apart when a parameter is asked for, and fails where they are malformed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x",
        "multipart/mixed",
        "application/x-www-form-urlencoded",
        "text/plain; charset=nonsense",
        "nonsense"
      })
  void overlooksTheTypeOfABodyThatNobodyReads(String type) {
    Answer list = api.get("/campaigns?size=1", "Content-Type", type);

    assertThat(list.status()).as(list.response().body()).isEqualTo(200);
    assertThat(api.send("POST", "/campaigns", "x", "Content-Type", type).status()).isEqualTo(415);
  }

  @Test
  void refusesOtherMediaTypes() {
    assertThat(api.send("POST", "/campaigns", "name=x", "Content-Type", "text/plain").status())
        .isEqualTo(415);
    assertThat(api.send("POST", "/campaigns", "{}").status()).isEqualTo(415);
    Answer unacceptable = api.get("/campaigns", "Accept", "text/html");
    assertThat(unacceptable.status()).isEqualTo(406);
    assertThat(unacceptable.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1048577", "Transfer-Encoding: chunked"})
  void refusesABodyBeyondTheLimit(String length) throws IOException {
    String answer =
        raw(
            "POST /campaigns HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + Api.ADMIN_TOKEN
                + "\r\nContent-Type: application/json\r\n"
                + length
                + "\r\n\r\n"
                + (length.startsWith("T") ? "100001\r\n" : "")
                + " ".repeat(BodyLimit.BYTES + 1)
                + (length.startsWith("T") ? "\r\n0\r\n\r\n" : ""));

    assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
  }

  @Test
  void answersWhatTomcatRefusesWithAProblemToo() throws IOException {
    String answer = raw("GET /campaigns/%zz[ HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json")
        .contains("\"status\":400")
        .doesNotContain("Tomcat");
  }

  @Test
  void writesNumbersAsJsonWantsThemInEveryLanguage() throws IOException {
    Locale machine = Locale.getDefault();
    Locale.setDefault(new Locale("ar", "EG"));
    try {
      assertThat(raw("GET /campaigns/%zz[ HTTP/1.1\r\nHost: x\r\n\r\n")).contains("\"status\":400");
    } finally {
      Locale.setDefault(machine);
    }
  }

  @Test
  void tellsBrowsersToBeCareful() {
    Answer answer = api.get("/campaigns?size=1");

    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'self'");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void tellsWhetherItIsAliveAndReady() {
    assertThat(api.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
    assertThat(api.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[4_096];
      int read = socket.getInputStream().readNBytes(answer, 0, 600);
      return new String(answer, 0, read, StandardCharsets.US_ASCII);
    } catch (java.net.SocketTimeoutException none) {
      return "";
    }
  }
}
