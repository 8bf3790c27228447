package io.propensity.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stands before a store: hands requests on, remembers them, and does to some of them what a network
 * does. Requests that bear a condition reach the store one after another, since S3 decides on each
 * alone and its mock looks first and writes then.
 */
final class FaultProxy implements AutoCloseable {

  /** What a client of Java sets itself, or what belongs to one connection. */
  private static final Set<String> HOP =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final LoopbackServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<StoreRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger faults = new AtomicInteger();
  private final Object oneByOne = new Object();
  private final String unavailable;
  private volatile String store = "";
  private volatile Breakage breakage = new Breakage(Fault.CUT, request -> false);
  private volatile Meeting meeting = new Meeting(request -> false, new CountDownLatch(0));

  private record Breakage(Fault fault, Predicate<StoreRequest> of) {}

  private record Meeting(Predicate<StoreRequest> of, CountDownLatch all) {}

  /**
   * A proxy that hands nothing on yet.
   *
   * @param unavailable the body of a 503
   */
  FaultProxy(String unavailable) throws IOException {
    this.unavailable = unavailable;
    this.server = new LoopbackServer(this::serve);
  }

  String url() {
    return server.url();
  }

  /** Hands requests on to the store at {@code url}. */
  FaultProxy before(String url) {
    store = url;
    return this;
  }

  /** From now on such requests fail. */
  void fail(Fault fault, Predicate<StoreRequest> of) {
    faults.set(0);
    breakage = new Breakage(fault, of);
  }

  /** Nothing fails any more. */
  void heal() {
    breakage = new Breakage(Fault.CUT, request -> false);
  }

  /** How many requests have failed since {@link #fail}. */
  int faults() {
    return faults.get();
  }

  /** The next {@code parties} requests of this kind reach the store when all of them are here. */
  void meet(int parties, Predicate<StoreRequest> of) {
    meeting = new Meeting(of, new CountDownLatch(parties));
  }

  /** Forgets what was asked until now. */
  void forget() {
    requests.clear();
  }

  List<StoreRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many requests of each kind there were, by name. */
  Map<String, Long> count(Function<StoreRequest, String> kind) {
    return requests.stream()
        .collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    StoreRequest request =
        new StoreRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders());
    requests.add(request);
    Breakage broken = breakage;
    boolean fails = broken.of().test(request);
    if (fails) {
      faults.incrementAndGet();
    }
    try (exchange) {
      if (fails && broken.fault() == Fault.CUT) {
        exchange.getRequestBody().readNBytes(1024);
        return; // An exchange that is closed before its answer breaks the connection.
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (fails && broken.fault() == Fault.UNAVAILABLE) {
        byte[] words =
            request.is("HEAD") ? new byte[0] : unavailable.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type());
        exchange.sendResponseHeaders(503, words.length == 0 ? -1 : words.length);
        exchange.getResponseBody().write(words);
        return;
      }
      await(request);
      answer(exchange, request, handOn(request, body), fails);
    }
  }

  private String type() {
    return unavailable.startsWith("<") ? "application/xml" : "application/json; charset=UTF-8";
  }

  private void await(StoreRequest request) throws IOException {
    Meeting all = meeting;
    if (all.of().test(request)) {
      all.all().countDown();
      try {
        if (!all.all().await(60, TimeUnit.SECONDS)) {
          throw new IOException("Nobody else came with " + request.target());
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private HttpResponse<byte[]> handOn(StoreRequest request, byte[] body) throws IOException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(store + request.target()))
            .method(
                request.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    try {
      if (!request.has("If-None-Match")) {
        return client.send(builder.build(), BodyHandlers.ofByteArray());
      }
      synchronized (oneByOne) {
        return client.send(builder.build(), BodyHandlers.ofByteArray());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void answer(
      HttpExchange exchange, StoreRequest request, HttpResponse<byte[]> answer, boolean lost)
      throws IOException {
    byte[] body = answer.body();
    if (lost && body.length == 0) {
      return;
    }
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              boolean length = name.equalsIgnoreCase("content-length") && request.is("HEAD");
              if (length || !HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
              }
            });
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body, 0, lost ? body.length / 2 : body.length);
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    IOException end = new InterruptedIOException("The proxy stops");
    end.initCause(e);
    return end;
  }

  @Override
  public void close() {
    server.close();
  }
}
