package io.propensity.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server on this machine, for as long as it is measured. */
record ServerProcess(Process process, int port) implements AutoCloseable {

  /** What every request shows; it is the service's first admin's. */
  static final String TOKEN = "first-admin-of-the-benchmark-0123456789";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Starts Propensity's own service, with an embedded database. */
  static ServerProcess service(Path work, Path data, Map<String, String> more)
      throws IOException, InterruptedException {
    int port = freePort();
    Map<String, String> variables = new HashMap<>(more);
    variables.put("PORT", String.valueOf(port));
    variables.put("PROPENSITY_DATA_DIRECTORY", data.toString());
    variables.put("PROPENSITY_ADMIN_TOKEN", TOKEN);
    return start(
        work.resolve("service.log"),
        port,
        "/actuator/health/readiness",
        variables,
        List.of("scripts/config-api.sh"));
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param log where its output goes
   * @param ready an address that it answers with 200 once it is ready
   */
  static ServerProcess start(
      Path log, int port, String ready, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(ServerProcess::isSetting);
    builder.environment().putAll(variables);
    ServerProcess server = new ServerProcess(builder.start(), port);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!server.answers(ready)) {
      if (!server.process.isAlive() || System.nanoTime() > end) {
        server.close();
        throw new IllegalStateException(
            "%s did not start: %s".formatted(command.get(0), Files.readString(log)));
      }
      Thread.sleep(20);
    }
    return server;
  }

  /** What changes the service where the caller's own environment has it. */
  private static boolean isSetting(String variable) {
    return variable.startsWith("PROPENSITY_")
        || variable.startsWith("SPRING_")
        || variable.equals("SERVER_ADDRESS");
  }

  private boolean answers(String path) throws IOException, InterruptedException {
    try {
      return get(path) == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  private int get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return HTTP.send(request, BodyHandlers.discarding()).statusCode();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
