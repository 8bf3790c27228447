package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.database.NewDatabase;
import io.propensity.api.database.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("heavy")
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

  @Test
  void wantsAnEnvironmentFileThatTheJobsCouldRead() throws Exception {
    Path file = Files.writeString(logs.resolve("wrong.yaml"), "format_version: 1\nroot: x\n");

    refused(78, Map.of("PROPENSITY_ENVIRONMENT", file.toString()), file + ":2: unknown key 'root'");
  }

  @Test
  void wantsSomebodyToLetIn() throws Exception {
    refused(
        78,
        Map.of("PROPENSITY_ADMIN_TOKEN", ""),
        "Nobody could be let in: set PROPENSITY_ADMIN_TOKEN (or propensity.security.bootstrap-token-file)");
  }

  @Test
  void wantsATokenThatCannotBeGuessed() throws Exception {
    refused(
        78,
        Map.of("PROPENSITY_ADMIN_TOKEN", "hunter2"),
        "PROPENSITY_ADMIN_TOKEN holds a token of 7 characters: make one of at least 32");
  }

  @Test
  void wantsNoTokenAmongItsArguments() throws Exception {
    refused(
        78,
        Map.of(),
        "A token is given as the argument propensity.security.admin-token",
        "--propensity.security.admin-token=hunter2");
  }

  @Test
  void wantsNoPasswordAmongItsArguments() throws Exception {
    refused(
        78,
        TestDatabase.environment(),
        "A secret is given as the argument spring.datasource.password",
        "--spring.datasource.password=hunter2");
  }

  @Test
  void wantsATokenWhereTheEmbeddedProfileIsSeenByOthers() throws Exception {
    refused(
        78,
        Map.of("PROPENSITY_ADMIN_TOKEN", "", "PROPENSITY_DATA_DIRECTORY", logs.toString()),
        "The profile 'embedded' lets in everybody who reaches it, and server.address is '0.0.0.0'",
        "--spring.profiles.active=embedded",
        "--server.address=0.0.0.0");
    assertThat(logs.resolve("postgres")).doesNotExist();
  }

  private void refused(
      int code, Map<String, String> environment, String reason, String... arguments)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(Map.of("PROPENSITY_ADMIN_TOKEN", Api.ADMIN_TOKEN));
    all.putAll(environment);
    try (Service service = Service.start(logs, all, arguments)) {
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
