package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The profile {@code embedded} as a process: few and long stories, since each start takes seconds.
 */
@Tag("heavy")
class EmbeddedServiceTest {

  private static final String CAMPAIGN =
      """
      {"name": "kept", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
      """;

  @Test
  void losesNothingWhenKilledAndStartsAtOnceAgain(@TempDir Path data) throws Exception {
    Answer created;
    Answer changed;
    long orphan;
    try (Service first = Service.embedded(data)) {
      Api api = first.api();
      created = api.post(CAMPAIGN);
      changed = api.patch(created.id(), "{\"is_active\": false}");
      isSeenFromThisMachineAlone(first.port());
      letsInEverybodyButPagesOfOthers(api, first.stdout());
      refusesASecondService(data, api);
      first.kill();
      orphan = postmaster(data);
    }
    assertThat(isAlive(orphan)).as("PostgreSQL outlives a killed service").isTrue();

    try (Service second = Service.embedded(data)) {
      Api api = second.api();
      assertThat(created.status()).isEqualTo(201);
      assertThat(api.get(created.header("Location")).json()).isEqualTo(changed.json());
      assertThat(api.post(CAMPAIGN).status()).isEqualTo(201);
      assertThat(ends(orphan)).isTrue();
      assertThat(second.stdout()).doesNotContain(Files.readString(data.resolve("password")));

      long postmaster = postmaster(data);
      second.terminate();
      assertThat(second.exitCode()).isEqualTo(143);
      assertThat(ends(postmaster)).as("PostgreSQL ends with its service").isTrue();
      assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void leavesNoPostgresBehindWhenEndedWhileItStarts(@TempDir Path data) throws Exception {
    long postmaster;
    try (Service first = Service.embedded(data)) {
      postmaster = awaitPostmaster(data);
      first.terminate();
      assertThat(first.exitCode()).as(first.stderr()).isEqualTo(143);
    }
    assertThat(ends(postmaster)).as("PostgreSQL ends with its service").isTrue();

    try (Service second = Service.embedded(data)) {
      Api api = second.api();
      assertThat(api.get("/campaigns").status()).isEqualTo(200);
      saysThatItsDatabaseIsLost(api, postmaster(data));
    }
  }

  private static void letsInEverybodyButPagesOfOthers(Api api, String log) {
    Api anybody = api.anonymous();

    assertThat(log).contains("Nobody needs a token: the profile 'embedded'");
    assertThat(anybody.get("/tokens").status()).isEqualTo(200);
    assertThat(anybody.get("/audit").json().path(0).path("caller").asString()).isEqualTo("local");
    Answer forged =
        anybody.send(
            "POST",
            "/campaigns",
            CAMPAIGN,
            "Content-Type",
            "application/json",
            "Origin",
            "https://elsewhere.example");
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.header("Content-Type")).isEqualTo("application/problem+json");
    showsItsPages(anybody);
  }

  private static void showsItsPages(Api anybody) {
    assertThat(anybody.get("/", "Accept", "text/html").header("Location"))
        .isEqualTo("/console/campaigns");
    assertThat(anybody.get("/console/campaigns").response().body())
        .contains("New campaign", "local")
        .doesNotContain("Sign out");
    assertThat(anybody.send("POST", "/console/campaigns", "name=forged").status()).isEqualTo(403);
  }

  private static void saysThatItsDatabaseIsLost(Api api, long postmaster)
      throws InterruptedException {
    ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(ends(postmaster)).isTrue();

    Answer answer = api.get("/campaigns");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
    assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
  }

  private static long awaitPostmaster(Path data) throws Exception {
    Path file = data.resolve("postgres/postmaster.pid");
    for (int i = 0; i < 9_000 && !(Files.exists(file) && Files.size(file) > 0); i++) {
      Thread.sleep(10);
    }
    return postmaster(data);
  }

  /**
   * Asks at the addresses by which other machines know this one, and at the second of loopback,
   * where on Linux whoever listens everywhere answers, though there be no network.
   */
  private static void isSeenFromThisMachineAlone(int port) throws IOException {
    List<InetAddress> addresses =
        Stream.concat(
                Stream.of(InetAddress.getByName("127.0.0.2")),
                NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress()))
            .toList();
    assertThat(addresses)
        .allSatisfy(
            address ->
                assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class));
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }

  private static void refusesASecondService(Path data, Api first) throws InterruptedException {
    try (Service second = Service.embedded(data)) {
      assertThat(second.exitCode()).isEqualTo(78);
      assertThat(second.stderr().lines())
          .singleElement()
          .asString()
          .contains(data.toString(), "belongs to a config-api that is running");
    }
    assertThat(first.get("/campaigns").status()).isEqualTo(200);
  }

  private static long postmaster(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
    return Long.parseLong(lines.get(0));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** A process is there for a moment after it took its pid file away. */
  private static boolean ends(long pid) throws InterruptedException {
    for (int i = 0; i < 100 && isAlive(pid); i++) {
      Thread.sleep(100);
    }
    return !isAlive(pid);
  }
}
