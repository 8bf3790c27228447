package io.propensity.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** config-api on its embedded PostgreSQL, as scripts/config-api.sh runs it. */
final class ConfigApiProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private final RunningProcess process;
  private final int port;
  private final Optional<String> token;

  private ConfigApiProcess(RunningProcess process, int port, Optional<String> token) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /** Starts the service on a free port and waits until it is ready. */
  static ConfigApiProcess start(Path data) {
    return start(data, Map.of());
  }

  /**
   * As above, with more variables of the process environment. It reads the models beside its data,
   * where a {@link World} has them; a first admin's token is sent with each request.
   */
  static ConfigApiProcess start(Path data, Map<String, String> more) {
    int port = freePort();
    Map<String, String> variables = new HashMap<>(more);
    variables.put("PORT", Integer.toString(port));
    variables.put("PROPENSITY_DATA_DIRECTORY", data.toString());
    // It lives for a test: the thorough compiler would take the cores from it.
    variables.putIfAbsent("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    variables.putIfAbsent("PROPENSITY_MODELS_ROOT", data.resolveSibling("models").toString());
    ConfigApiProcess started =
        new ConfigApiProcess(
            RunningProcess.start(variables, List.of("scripts/config-api.sh")),
            port,
            Optional.ofNullable(more.get("PROPENSITY_ADMIN_TOKEN")));
    Await.until(
        Duration.ofMinutes(2),
        () -> started.isReady() || !started.process.isAlive(),
        () -> "config-api: " + started.process.err());
    if (!started.isReady()) {
      throw new AssertionError("config-api did not start: " + started.process.err());
    }
    return started;
  }

  String url() {
    return "http://localhost:" + port;
  }

  RunningProcess process() {
    return process;
  }

  /** Stores a campaign and returns its id. */
  long store(String modelPath, String filter, List<String> features, String usersTable) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(url() + "/campaigns"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"name": "System test", "model_path": "%s", "audience_filter": "%s",
                         "features": ["%s"], "users_table": "%s"}
                        """
                            .formatted(
                                modelPath, filter, String.join("\", \"", features), usersTable))));
    if (answer.statusCode() != 201) {
      throw new AssertionError("The campaign was refused: " + answer.body());
    }
    Matcher id = ID.matcher(answer.body());
    if (!id.find()) {
      throw new AssertionError("No id in " + answer.body());
    }
    return Long.parseLong(id.group(1));
  }

  /** The body of what is at an address. */
  String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path))).body();
  }

  /** Asks for a run of a campaign, whatever is answered. */
  HttpResponse<String> startRun(long campaign, String body) {
    return send("POST", "/campaigns/" + campaign + "/runs", body);
  }

  /** Sends JSON, whatever is answered. */
  HttpResponse<String> send(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Waits until a run is over. */
  void awaitEnd(String run) {
    Await.until(
        Duration.ofMinutes(RunningProcess.PATIENCE_MINUTES),
        () -> !get("/runs/" + run).contains("\"finished_at\":null"),
        () -> get("/runs/" + run) + get("/runs/" + run + "/log"));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    token.ifPresent(own -> request.setHeader("Authorization", "Bearer " + own));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.terminate();
    }
    process.close();
  }

  private boolean isReady() {
    try {
      return send(HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness")))
              .statusCode()
          == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
