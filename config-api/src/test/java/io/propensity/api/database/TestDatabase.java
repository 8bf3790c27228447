package io.propensity.api.database;

import io.propensity.api.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/**
 * The PostgreSQL of all tests: a container where a Docker engine answers, the embedded programs
 * otherwise. Both are real, and the log says which.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TestDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);
  static final Database DATABASE = start();

  private static Database start() {
    return ContainerDatabase.start().orElseGet(TestDatabase::embedded);
  }

  private static Database embedded() {
    // Not deleted, since its programs take a second to unpack; the data is new each time.
    Path directory = Path.of("target", "test-postgres");
    try {
      Files.createDirectories(directory);
      Path data = Files.createTempDirectory(directory, "run-");
      PostgresServer server = PostgresServer.in(data).start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      LOG.info("The tests run on embedded PostgreSQL, {}", server.database().url());
      return server.database();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The settings of a service on this database, as its environment would give them. */
  public static Map<String, String> environment() {
    return Map.of(
        "PROPENSITY_ADMIN_TOKEN", Api.ADMIN_TOKEN,
        "SPRING_DATASOURCE_URL", DATABASE.url(),
        "SPRING_DATASOURCE_USERNAME", DATABASE.username(),
        "SPRING_DATASOURCE_PASSWORD", DATABASE.password());
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test database",
                Map.of(
                    "propensity.security.bootstrap-token-file", adminToken().toString(),
                    "spring.datasource.url", DATABASE.url(),
                    "spring.datasource.username", DATABASE.username(),
                    "spring.datasource.password", DATABASE.password())));
    // Tests write and fail faster than people do; a test of the limits sets its own. Each of the
    // services that are kept for tests has a pool, and there are more of them than connections.
    context
        .getEnvironment()
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "no limits",
                Map.of(
                    "spring.datasource.hikari.minimum-idle", "0",
                    "spring.datasource.hikari.idle-timeout", "10000",
                    "propensity.security.failed-logins-per-minute", "1000000",
                    "propensity.security.writes-per-minute", "1000000")));
  }

  private static Path adminToken() {
    try {
      return Files.writeString(Path.of("target", "test-admin.token"), Api.ADMIN_TOKEN + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
