package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.database.NewDatabase;
import io.propensity.api.database.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedStartTest {

  @TempDir Path logs;

  @Test
  void wantsADatabase() throws Exception {
    refused(78, Map.of(), "No database is configured: set SPRING_DATASOURCE_URL");
  }

  @Test
  void wantsADatabaseThatAnswers() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:%d/campaigns?password=hunter2".formatted(freePort());

    refused(
        69,
        Map.of("SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_PASSWORD", "hunter2"),
        "/campaigns cannot be reached: Connection to 127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://user:hunter2@host/db, spring.datasource.url must begin with jdbc:postgresql://",
    "jdbc:postgresql://user:hunter2@host/db, spring.datasource.url names a user before an '@'",
    "jdbc:postgresql://user:hunter2, spring.datasource.url is not of the form",
    "jdbc:postgresql://host:99999/db?password=hunter2, spring.datasource.url is not of the form"
  })
  void wantsAnAddressAndNeverRepeatsIt(String url, String reason) throws Exception {
    refused(78, Map.of("SPRING_DATASOURCE_URL", url), reason);
  }

  @Test
  void wantsTheRightPassword() throws Exception {
    Map<String, String> environment = new HashMap<>(TestDatabase.environment());
    environment.put("SPRING_DATASOURCE_PASSWORD", "hunter2");

    refused(78, environment, "password authentication failed");
  }

  @Test
  void wantsADatabaseThatItCanMakeItsTablesIn() throws Exception {
    Map<String, String> environment = NewDatabase.create().asStranger().environment();

    refused(78, environment, "cannot be given the service's tables: ERROR: permission denied");
  }

  @Test
  void wantsAFreePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> environment = new HashMap<>(TestDatabase.environment());
      environment.put("PORT", String.valueOf(taken.getLocalPort()));

      refused(78, environment, "Port %d is taken".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void wantsAPortThatIsANumber() throws Exception {
    Map<String, String> environment = new HashMap<>(TestDatabase.environment());
    environment.put("PORT", "http");

    refused(78, environment, "The port is not a number");
  }

  @Test
  void wantsSettingsThatItKnows() throws Exception {
    refused(
        78,
        TestDatabase.environment(),
        "Unknown setting propensity.model-root",
        "--propensity.model-root=models");
  }

  @Test
  void saysWhyItsOwnPostgresDoesNotStart() throws Exception {
    // Closed to others, as PostgreSQL wants it.
    Path data = Files.move(Files.createTempDirectory(logs, "data"), logs.resolve("postgres"));
    Files.createFile(data.resolve("postgresql.conf"));
    Files.writeString(data.resolve("PG_VERSION"), "15\n");

    refused(
        69,
        Map.of("PROPENSITY_DATA_DIRECTORY", logs.toString()),
        "The data directory was initialized by PostgreSQL version 15",
        "--spring.profiles.active=embedded");
  }

  private void refused(
      int code, Map<String, String> environment, String reason, String... arguments)
      throws InterruptedException {
    try (Service service = Service.start(logs, environment, arguments)) {
      assertThat(service.exitCode()).as(service.stderr() + service.stdout()).isEqualTo(code);
      assertThat(service.stderr().lines())
          .singleElement()
          .asString()
          .startsWith("config-api: ")
          .contains(reason)
          .doesNotContain("hunter2");
      assertThat(service.stdout()).doesNotContain("\tat ").doesNotContain("hunter2");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
