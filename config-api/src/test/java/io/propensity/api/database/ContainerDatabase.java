package io.propensity.api.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * PostgreSQL in a container, where a Docker engine answers and has its image or can pull it. The
 * engine is asked first, by the client that Testcontainers brings: Testcontainers itself waits for
 * minutes for an engine that is silent and for an image that cannot be had.
 */
final class ContainerDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerDatabase.class);
  private static final String IMAGE = "postgres:16";
  private static final int ENGINE_SECONDS = 10;
  private static final int IMAGE_SECONDS = 60;
  private static final int START_SECONDS = 30;

  private ContainerDatabase() {}

  static Optional<Database> start() {
    return within(ENGINE_SECONDS, "finding a Docker engine", ContainerDatabase::engine)
        .flatMap(engine -> within(IMAGE_SECONDS, "getting " + IMAGE, () -> image(engine)))
        .flatMap(image -> within(START_SECONDS, "starting " + image, () -> container(image)));
  }

  /** The engine that Testcontainers finds, before it starts containers of its own there. */
  private static DockerClient engine() {
    TransportConfig found = DockerClientFactory.instance().getTransportConfig();
    String named = System.getenv("DOCKER_HOST");
    // Testcontainers looks on where the named one does not answer, and nobody meant another.
    if (named != null && !found.getDockerHost().equals(URI.create(named))) {
      throw new IllegalStateException("None answers at " + named);
    }
    return DockerClientProviderStrategy.getClientForConfig(found);
  }

  private static String image(DockerClient engine) {
    try {
      engine.inspectImageCmd(IMAGE).exec();
    } catch (NotFoundException absent) {
      pull(engine);
    }
    return IMAGE;
  }

  private static void pull(DockerClient engine) {
    try {
      engine.pullImageCmd(IMAGE).start().awaitCompletion();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Database container(String image) {
    PostgreSQLContainer container = new PostgreSQLContainer(image);
    container.start();
    LOG.info("The tests run on PostgreSQL in a container, {}", container.getJdbcUrl());
    return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  /** What a step returns, unless it fails or takes longer; it is left to itself then. */
  private static <T> Optional<T> within(int seconds, String step, Supplier<T> work) {
    try {
      return Optional.of(CompletableFuture.supplyAsync(work).get(seconds, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException failure) {
      LOG.info("The tests do without a container, {} having failed: {}", step, failure.toString());
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
