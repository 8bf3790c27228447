package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

class PostgresServerTest {

  private static final Locale MACHINE = Locale.getDefault();

  @TempDir Path directory;

  @BeforeEach
  void writeNumbersInOtherDigits() {
    Locale.setDefault(new Locale("ar", "EG"));
  }

  @AfterEach
  void writeNumbersAsTheMachineDoes() {
    Locale.setDefault(MACHINE);
  }

  @Test
  void keepsWhatItAnsweredOnTheDiskAndListensOnLoopbackAlone() throws Exception {
    try (PostgresServer server = PostgresServer.in(directory).start()) {
      assertThat(setting(server, "fsync")).isEqualTo("on");
      assertThat(setting(server, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(server, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(server, "unix_socket_directories")).isEmpty();
      refusesWhoeverLacksThePassword(server);
      refusesASecondServer();
    }
    startsAgainBesideAPidThatBelongsToAnotherProcess();
    leavesTheFileOfAPostgresThatMayBeItsOwn();
    triesAnotherPortWhenItsOwnIsTaken();
    leavesNothingRunningWhenItCannotBeUsed();
  }

  private static void refusesWhoeverLacksThePassword(PostgresServer server) {
    Database stranger = new Database(server.database().url(), "propensity", "guess");

    assertThatThrownBy(stranger::check)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("password authentication failed");
  }

  private void refusesASecondServer() {
    assertThatThrownBy(() -> PostgresServer.in(directory).start())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("belongs to a config-api that is running");
  }

  private void startsAgainBesideAPidThatBelongsToAnotherProcess() throws IOException {
    ProcessHandle tests = ProcessHandle.current();
    writePidFile(tests.pid());

    try (PostgresServer server = PostgresServer.in(directory).start()) {
      assertThat(server.database().check()).startsWith("PostgreSQL 16");
      assertThat(tests.isAlive()).isTrue();
    }
  }

  private void leavesTheFileOfAPostgresThatMayBeItsOwn() throws IOException {
    if (!OS.LINUX.isCurrentOs()) {
      return;
    }
    try (var postgres = NamedProcess.start(directory, "postgres16", "-D", "/moved")) {
      writePidFile(postgres.pid());

      assertThatThrownBy(() -> PostgresServer.in(directory).start())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("PostgreSQL process %d may still use".formatted(postgres.pid()))
          .message()
          .hasLineCount(1);
      assertThat(pidFile()).exists();
    }
    Files.delete(pidFile());
  }

  private void triesAnotherPortWhenItsOwnIsTaken() throws IOException {
    int free = freePort();
    try (ServerSocket taken = listen()) {
      var ports = List.of(taken.getLocalPort(), free).iterator();

      try (PostgresServer server = PostgresServer.in(directory, ports::next).start()) {
        assertThat(server.database().url()).contains(":" + free + "/");
        assertThat(server.database().check()).startsWith("PostgreSQL 16");
      }

      assertThatThrownBy(() -> PostgresServer.in(directory, taken::getLocalPort).start())
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("did not start");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = listen()) {
      return socket.getLocalPort();
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private void leavesNothingRunningWhenItCannotBeUsed() throws IOException {
    Files.delete(directory.resolve("password"));

    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(Object.class)
                    .web(WebApplicationType.NONE)
                    .registerShutdownHook(false)
                    .initializers(new DatabaseInitializer())
                    .profiles("embedded")
                    .run("--propensity.data-directory=" + directory))
        .hasMessageContaining("password cannot be read");
    assertThat(pidFile()).doesNotExist();
  }

  private void writePidFile(long pid) throws IOException {
    Files.writeString(pidFile(), pid + "\n" + directory.resolve("postgres") + "\n1\n");
  }

  private Path pidFile() {
    return directory.resolve("postgres").resolve("postmaster.pid");
  }

  @Test
  void neverStartsOnceItIsClosed() {
    PostgresServer server = PostgresServer.in(directory);
    server.close();
    server.close();

    assertThatThrownBy(server::start)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Ended before the embedded PostgreSQL was started");
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void clearsUpAndSaysInOneLineWhyItsDataCannotBeOpened() throws Exception {
    Path unfinished = Files.createDirectories(directory.resolve("unpacking-7/bin")).getParent();
    Path halfMade =
        Files.createDirectories(directory.resolve("postgres-0123abcd/base")).getParent();
    PostgresServer.in(directory).start().close();
    assertThat(unfinished).doesNotExist();
    assertThat(halfMade).doesNotExist();
    assertThat(directory.resolve("postgresql-" + PostgresArchive.version() + "/bin")).exists();
    assertThat(PostgresArchive.version()).matches("16\\.\\d+\\.\\d+");
    Files.writeString(directory.resolve("postgres").resolve("PG_VERSION"), "15\n");

    assertThatThrownBy(() -> PostgresServer.in(directory).start())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("version 15")
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, /postgres-linux-x86_64.txz",
    "Linux, aarch64, /postgres-linux-arm_64.txz",
    "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, /postgres-darwin-x86_64.txz",
    "Windows 11, amd64, /postgres-windows-x86_64.txz"
  })
  void bringsProgramsForEachSystem(String system, String processor, String resource) {
    assertThat(PostgresArchive.named(system, processor).resource()).isEqualTo(resource);
    assertThat(PostgresArchive.class.getResource(resource)).isNotNull();
  }

  @Test
  void saysSoWhereItHasNoPrograms() {
    assertThatThrownBy(() -> PostgresArchive.named("SunOS", "sparcv9"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set SPRING_DATASOURCE_URL");
  }

  private static String setting(PostgresServer server, String name) throws SQLException {
    Database database = server.database();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        ResultSet result = connection.createStatement().executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
