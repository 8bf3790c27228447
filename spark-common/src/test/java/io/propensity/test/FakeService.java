package io.propensity.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that answers what it was told to answer, else 200 without a body. */
public final class FakeService implements AutoCloseable {

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();

  /**
   * What somebody asked.
   *
   * @param what the method and the path
   * @param id how the asker calls it; empty where it does not
   */
  public record Request(String what, String body, Optional<String> id) {}

  private record Answer(int status, String body) {}

  /** A service on a port of its own. */
  public FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** The next such request is answered so; a problem is one by its status. */
  public void answer(String what, int status, String body) {
    answers.computeIfAbsent(what, none -> new ArrayDeque<>()).add(new Answer(status, body));
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** All that was asked, in its order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The bodies of what was asked so. */
  public List<String> bodies(String what) {
    return requests.stream()
        .filter(request -> request.what().equals(what))
        .map(Request::body)
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    Optional<String> id =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Request-Id"));
    requests.add(new Request(what, new String(sent, StandardCharsets.UTF_8), id));
    Answer told = answers.getOrDefault(what, new ArrayDeque<>()).poll();
    Answer answer = told == null ? new Answer(200, "") : told;
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String type = answer.status() < 400 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
