package io.propensity.api.database;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL in a container, where a Docker engine answers and has its image or can pull it. The
 * engine is asked first, since Testcontainers tries for minutes to pull what cannot be had.
 */
final class ContainerDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerDatabase.class);
  private static final String IMAGE = "postgres:16";
  private static final int PATIENCE_SECONDS = 60;

  private ContainerDatabase() {}

  static Optional<Database> start() {
    if (!docker("version")) {
      LOG.info("No Docker engine answers");
      return Optional.empty();
    }
    if (!docker("image", "inspect", IMAGE) && !docker("pull", "--quiet", IMAGE)) {
      LOG.info("A Docker engine answers, and cannot pull {}", IMAGE);
      return Optional.empty();
    }
    return container();
  }

  private static Optional<Database> container() {
    PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
    try {
      CompletableFuture.runAsync(container::start).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("A Docker engine answers, and its PostgreSQL does not start: {}", failure, failure);
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    LOG.info("The tests run on PostgreSQL in a container, {}", container.getJdbcUrl());
    return Optional.of(
        new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword()));
  }

  private static boolean docker(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "docker";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process docker =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      boolean ended = docker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      docker.destroy();
      return ended && docker.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
