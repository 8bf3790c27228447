package io.propensity.prediction;

import com.sun.net.httpserver.HttpServer;
import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.report.RunNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The one answer of the service that the job asks for, and its bad days. */
public final class FakeConfigApi implements AutoCloseable {

  private final HttpServer server;
  private final Map<Long, Campaign> campaigns = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, List<RunNotice>> notices = new ConcurrentHashMap<>();
  private final AtomicInteger noticesRefused = new AtomicInteger();
  private volatile int failures;
  private volatile int failure = 503;
  private volatile String authorization = "";
  private volatile String problemType = "application/problem+json";

  FakeConfigApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/campaigns/",
        exchange -> {
          long id = Long.parseLong(exchange.getRequestURI().getPath().replaceAll(".*/", ""));
          Campaign campaign = campaigns.get(id);
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          authorization = sent == null ? "" : sent;
          boolean busy = requests.incrementAndGet() <= failures;
          int status = busy ? failure : campaign == null ? 404 : 200;
          byte[] body = busy || campaign == null ? new byte[0] : Json.write(campaign);
          exchange
              .getResponseHeaders()
              .set("Content-Type", status == 200 ? "application/json" : problemType);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/runs/",
        exchange -> {
          String run = exchange.getRequestURI().getPath().replaceAll(".*/", "");
          byte[] body = exchange.getRequestBody().readAllBytes();
          boolean refused = noticesRefused.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (!refused) {
            notices
                .computeIfAbsent(run, none -> new CopyOnWriteArrayList<>())
                .add(Json.read(body, RunNotice.class, "notice"));
          }
          exchange.sendResponseHeaders(refused ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
  }

  /** What was told of a run, in its order. */
  List<RunNotice> notices(String run) {
    return notices.getOrDefault(run, List.of());
  }

  /** The next {@code count} notices are answered with 503. */
  void refuseNotices(int count) {
    noticesRefused.set(count);
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  void store(Campaign campaign) {
    campaigns.put(campaign.id(), campaign);
  }

  /** The next {@code count} requests are answered with {@code status}. */
  void fail(int count, int status) {
    requests.set(0);
    failures = count;
    failure = status;
  }

  /** Refusals are of this media type from now on. */
  void refuseAs(String type) {
    problemType = type;
  }

  /** What the last request had as {@code Authorization}; empty for none. */
  String authorization() {
    return authorization;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
