package io.propensity.prediction;

import com.sun.net.httpserver.HttpServer;
import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.report.RunNotice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The answers of the service that the job asks for, and its bad days. */
public final class FakeConfigApi implements AutoCloseable {

  private final HttpServer server;
  private final Map<Long, Campaign> campaigns = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, List<RunNotice>> notices = new ConcurrentHashMap<>();
  private final Map<String, Campaign> revisions = new ConcurrentHashMap<>();
  private final Map<String, String> runs = new ConcurrentHashMap<>();
  private final AtomicInteger noticesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private volatile String refusal = "";
  private volatile int refusalStatus = 409;
  private volatile String model = "{}";
  private volatile int failures;
  private volatile int failure = 503;
  private volatile String authorization = "";
  private volatile String problemType = "application/problem+json";

  FakeConfigApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/campaigns/",
        exchange -> {
          String asked = exchange.getRequestURI().getPath().substring("/campaigns/".length());
          boolean isRevision = asked.contains("/revisions/");
          Campaign campaign =
              isRevision ? revisions.get(asked) : campaigns.get(Long.valueOf(asked));
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          authorization = sent == null ? "" : sent;
          boolean busy = requests.incrementAndGet() <= failures;
          int status = busy ? failure : campaign == null ? 404 : 200;
          Object told = isRevision && campaign != null ? Map.of("campaign", campaign) : campaign;
          byte[] body = busy || told == null ? new byte[0] : Json.write(told);
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
          if (noticesLeft.getAndDecrement() <= 0) {
            exchange.close(); // without an answer
            return;
          }
          byte[] body = exchange.getRequestBody().readAllBytes();
          notices
              .computeIfAbsent(run, none -> new CopyOnWriteArrayList<>())
              .add(Json.read(body, RunNotice.class, "notice"));
          boolean isKnown = runs.containsKey(run);
          boolean isWrong = !isKnown && !refusal.isEmpty();
          byte[] answer = runs.getOrDefault(run, refusal).getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", isKnown ? "application/json" : problemType);
          exchange.sendResponseHeaders(
              isWrong ? refusalStatus : 200, answer.length == 0 ? -1 : answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.createContext(
        "/models/",
        exchange -> {
          byte[] body = model.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** What was told of a run, in its order. */
  List<RunNotice> notices(String run) {
    return notices.getOrDefault(run, List.of());
  }

  /** What is written down of a run, for whoever tells of it. */
  void knows(String run, String answer) {
    runs.put(run, answer);
  }

  /** Whatever is told of runs that are not known is refused, in these words; empty for no more. */
  void refuseRuns(String detail) {
    refuseRuns(409, detail);
  }

  /** As above, with another status. */
  void refuseRuns(int status, String detail) {
    refusalStatus = status;
    refusal = detail.isEmpty() ? "" : "{\"detail\": \"%s\"}".formatted(detail);
  }

  /** So many more notices of runs are heard; whoever sends another one gets no answer. */
  void goAwayAfterNotices(int count) {
    noticesLeft.set(count);
  }

  /** Every notice is heard again. */
  void comeBack() {
    noticesLeft.set(Integer.MAX_VALUE);
  }

  /** The registry's answer about any model. */
  void storeModel(String answer) {
    model = answer;
  }

  /** Keeps a campaign as it was in its revision. */
  void storeRevision(Campaign campaign) {
    revisions.put("%d/revisions/%d".formatted(campaign.id(), campaign.revision()), campaign);
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
