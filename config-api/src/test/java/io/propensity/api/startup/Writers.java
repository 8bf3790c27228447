package io.propensity.api.startup;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clients that write without a pause, each to a campaign of its own, and note what was
 * acknowledged. A write that got no answer is sent again under its key until it gets one.
 */
final class Writers implements AutoCloseable {

  private static final String CAMPAIGN =
      """
      {"name": "%s", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
      """;

  private final Supplier<Api> api;
  private final ExecutorService clients;
  private final String prefix = "written-" + UUID.randomUUID();
  private final AtomicInteger names = new AtomicInteger();
  private final Map<String, Long> created = new ConcurrentHashMap<>();
  private final Map<Long, Integer> revisions = new ConcurrentHashMap<>();
  private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  private Writers(Supplier<Api> api, int number) {
    this.api = api;
    this.clients = Executors.newFixedThreadPool(number);
  }

  /**
   * Starts so many.
   *
   * @param api the service, wherever it is by now
   */
  static Writers start(int number, Supplier<Api> api) {
    Writers writers = new Writers(api, number);
    for (int i = 0; i < number; i++) {
      writers.clients.execute(writers::write);
    }
    return writers;
  }

  private void write() {
    while (!ended) {
      String name = "%s-%d".formatted(prefix, names.incrementAndGet());
      Answer answer = create(name);
      if (answer != null) {
        created.put(name, answer.id());
        revisions.put(answer.id(), 1);
        change(answer.id());
      }
    }
  }

  /** Null when the end came before the answer. */
  private @Nullable Answer create(String name) {
    while (!ended) {
      Answer answer =
          send(
              "POST",
              "/campaigns",
              CAMPAIGN.formatted(name),
              "Content-Type",
              "application/json",
              "Idempotency-Key",
              name);
      if (answer != null && answer.status() == 201) {
        return answer;
      }
    }
    return null;
  }

  /** Under its revision: done twice, the second would be refused with 412. */
  private void change(long id) {
    Answer answer =
        send(
            "PATCH",
            "/campaigns/" + id,
            "{\"is_active\": false}",
            "Content-Type",
            "application/merge-patch+json",
            "If-Match",
            "\"1\"");
    if (answer != null && answer.status() == 200) {
      revisions.put(id, 2);
    } else {
      revisions.put(id, -1); // made or not: nobody was told
    }
  }

  private @Nullable Answer send(String method, String path, String body, String... headers) {
    try {
      Answer answer = api.get().send(method, path, body, headers);
      note(method + " " + path, answer);
      return answer;
    } catch (UncheckedIOException gone) {
      pause();
      return null;
    }
  }

  private void note(String request, Answer answer) {
    statuses.add(answer.status());
    boolean later = answer.status() == 503 || answer.status() == 409;
    if (later && answer.header("Retry-After").isEmpty()) {
      wrong.add(request + " was answered with " + answer.status() + " and no Retry-After");
    }
    if (!later && answer.status() >= 300) {
      wrong.add("%s: %d %s".formatted(request, answer.status(), answer.response().body()));
    }
    if (later) {
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many campaigns were acknowledged. */
  int acknowledged() {
    return created.size();
  }

  /** The statuses that there were. */
  Set<Integer> statuses() {
    return Set.copyOf(statuses);
  }

  /** Answers that no client should have got. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** The ids of what was acknowledged, by name. */
  Map<String, Long> created() {
    return Map.copyOf(created);
  }

  /** The least revision that a campaign must have; -1 where nobody was told whether it changed. */
  Map<Long, Integer> revisions() {
    return Map.copyOf(revisions);
  }

  /** Lets each end what it is at. */
  void end() throws InterruptedException {
    ended = true;
    clients.shutdown();
    if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new AssertionError("A writer got no answer for a minute");
    }
  }

  @Override
  public void close() {
    ended = true;
    clients.shutdownNow();
  }
}
