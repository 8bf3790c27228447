package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** scripts/vulnerabilities.sh against a service that answers as OSV does. */
class VulnerabilitiesTest {

  private static final String BILL =
      """
      {"bomFormat": "CycloneDX", "components": [
        {"type": "library", "purl": "pkg:maven/org.example/good@1.0?type=jar"},
        {"type": "library", "purl": "pkg:maven/org.example/bad@2.0?type=jar"},
        {"type": "library", "purl": "pkg:maven/io.propensity/common@0.1.0-SNAPSHOT?type=jar"}]}
      """;

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final HttpServer osv;
  private final Path bill;
  private volatile int status = 500;
  private volatile byte[] body = {};
  private final Queue<String> pages = new ConcurrentLinkedQueue<>();

  VulnerabilitiesTest(@TempDir Path directory) throws IOException {
    this.bill = Files.writeString(directory.resolve("a.cdx.json"), BILL);
    this.osv = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    osv.createContext(
        "/v1/querybatch",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          String page = pages.poll();
          byte[] told = page == null ? body : page.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, told.length == 0 ? -1 : told.length);
          exchange.getResponseBody().write(told);
          exchange.close();
        });
    osv.start();
  }

  @AfterEach
  void stop() {
    osv.stop(0);
  }

  @Test
  void namesWhatIsKnownOfAPackage() {
    answer(200, "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"GHSA-2\"}]}, {}]}");

    Ended found = run();

    assertThat(found.exitCode()).as(found.err()).isEqualTo(1);
    assertThat(found.out())
        .contains(
            "GHSA-1  pkg:maven/org.example/bad@2.0  https://osv.dev/vulnerability/GHSA-1",
            "GHSA-2  pkg:maven/org.example/bad@2.0",
            "2 packages, 2 known vulnerabilities");
    assertThat(asked.remove())
        .contains("pkg:maven/org.example/good@1.0", "pkg:maven/org.example/bad@2.0")
        .doesNotContain("io.propensity");
  }

  @Test
  void isContentWhereNothingIsKnown() {
    answer(200, "{\"results\": [{}, {}]}");

    Ended found = run();

    assertThat(found.exitCode()).as(found.err()).isZero();
    assertThat(found.out()).isEqualTo("2 packages, 0 known vulnerabilities\n");
  }

  @Test
  void takesNoFailureForGoodNews() {
    answer(500, "");
    assertThat(run().exitCode()).isEqualTo(69);

    answer(200, "{\"results\": [{}]}");
    Ended half = run();
    assertThat(half.exitCode()).isEqualTo(69);
    assertThat(half.err())
        .startsWith("not run: ")
        .contains("2 packages were asked for, 1 answered");

    osv.stop(0);
    assertThat(run().exitCode()).isEqualTo(69);
  }

  @Test
  void readsEveryPageOfWhatIsKnown() {
    pages.add(
        "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}], \"next_page_token\": \"second\"}, {}]}");
    answer(200, "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-2\"}]}]}");

    Ended found = run();

    assertThat(found.exitCode()).as(found.err()).isEqualTo(1);
    assertThat(found.out()).contains("GHSA-1", "GHSA-2", "2 known vulnerabilities");
    asked.remove();
    assertThat(asked.remove())
        .contains("pkg:maven/org.example/bad@2.0", "\"page_token\": \"second\"")
        .doesNotContain("good");
  }

  @Test
  void takesABillWithoutPackagesForNoGoodNews() throws IOException {
    answer(200, "{\"results\": []}");
    for (String empty : List.of("{}", "{\"components\": []}")) {
      Files.writeString(bill, empty);

      Ended found = run();

      assertThat(found.exitCode()).isEqualTo(65);
      assertThat(found.err())
          .isEqualToIgnoringNewLines(
              "not run: %s names no package: run 'mvn package -DskipTests' again".formatted(bill));
    }
    assertThat(asked).isEmpty();
  }

  private void answer(int newStatus, String newBody) {
    status = newStatus;
    body = newBody.getBytes(StandardCharsets.UTF_8);
  }

  private Ended run() {
    return RunningProcess.run(
        Map.of("OSV_URL", "http://127.0.0.1:" + osv.getAddress().getPort()),
        List.of("scripts/vulnerabilities.sh", bill.toString()));
  }
}
