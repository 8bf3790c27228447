package io.propensity.system;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL without the service: a new one of this machine's, or what a service left behind. */
final class PostgresProcess implements AutoCloseable {

  static final String USER = "propensity";

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path data;
  private final String password;
  private final int port;

  private PostgresProcess(Path programs, Path data, String password) {
    this.programs = programs;
    this.data = data;
    this.password = password;
    this.port = ConfigApiProcess.freePort();
  }

  /** Where this machine has PostgreSQL's server and client programs, if it has both. */
  static Optional<Path> installedPrograms() {
    Stream<Path> path =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
    // Debian keeps the server's programs off the path.
    return Stream.concat(debianPrograms(), path)
        .filter(
            bin ->
                Stream.of("initdb", "pg_ctl", "pg_dump", "pg_restore")
                    .allMatch(program -> Files.isExecutable(bin.resolve(program))))
        .findFirst();
  }

  /** Makes a database under {@code directory} and serves it. */
  static PostgresProcess create(Path programs, Path directory) {
    String password = "a password of this test";
    Path data = directory.resolve("postgres");
    Path secret = write(directory.resolve("password"), password);
    run(
        programs.resolve("initdb"),
        "--pgdata=" + data,
        "--username=" + USER,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C");
    return new PostgresProcess(programs, data, password).start();
  }

  /** Serves the data directory of a service that has ended. */
  static PostgresProcess embedded(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      Path programs =
          found
              .filter(home -> home.getFileName().toString().startsWith("postgresql-"))
              .findFirst()
              .orElseThrow()
              .resolve("bin");
      String password = Files.readString(directory.resolve("password")).strip();
      return new PostgresProcess(programs, directory.resolve("postgres"), password).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What makes a service use this database, its first admin's token among it. */
  Map<String, String> settings(String adminToken) {
    return Map.of(
        "SPRING_DATASOURCE_URL", jdbcUrl(),
        "SPRING_DATASOURCE_USERNAME", USER,
        "SPRING_DATASOURCE_PASSWORD", password,
        "PROPENSITY_ADMIN_TOKEN", adminToken);
  }

  /** Runs a shell's command in {@code directory}, with $DATABASE as the programs take it. */
  Ended shell(Path directory, String command) {
    return RunningProcess.run(
        Map.of(
            "DATABASE",
            "host=127.0.0.1 port=%d user=%s dbname=postgres".formatted(port, USER),
            "PGPASSWORD",
            password,
            "PATH",
            programs + ":" + System.getenv("PATH")),
        List.of("bash", "-c", "cd '%s' && %s".formatted(directory, command)));
  }

  /** Runs statements, one after the other. */
  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError("The database refused the statements", e);
    }
  }

  @Override
  public void close() {
    run(programs.resolve("pg_ctl"), "--pgdata=" + data, "--mode=fast", "--wait", "stop");
  }

  private PostgresProcess start() {
    run(
        programs.resolve("pg_ctl"),
        "--pgdata=" + data,
        "--log=" + data.resolveSibling("test.log"),
        "--wait",
        "--options=-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"
            .formatted(port),
        "start");
    return this;
  }

  private String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  private static Stream<Path> debianPrograms() {
    String[] versions = DEBIAN.toFile().list();
    return versions == null
        ? Stream.empty()
        : Arrays.stream(versions).sorted().map(version -> DEBIAN.resolve(version).resolve("bin"));
  }

  private static void run(Path program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
    }
    command.add(program.toString());
    command.addAll(List.of(arguments));
    Ended ended = RunningProcess.run(Map.of(), command);
    if (ended.exitCode() != 0) {
      throw new AssertionError("%s: %s%s".formatted(command, ended.out(), ended.err()));
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
