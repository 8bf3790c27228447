package io.propensity.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.MutableClock;
import io.propensity.api.TestService;
import io.propensity.api.database.NewDatabase;
import io.propensity.api.notification.Receiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs that jobs tell of, and who is told of them in turn. */
class NotificationTest {

  private static final NewDatabase DATABASE = NewDatabase.create();
  private static final MutableClock CLOCK = new MutableClock("2026-11-26T01:00:00Z");
  private static final FakeMailServer MAIL = FakeMailServer.start();
  private static final Path DIRECTORY = directory();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // JUnit starts it.
  private static TestService service;

  private Api api = Api.on(0);

  private static Path directory() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "notifications");
      Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef\n");
      return directory.toAbsolutePath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            DATABASE,
            CLOCK,
            Map.of(
                "propensity.data-directory", DIRECTORY.resolve("data").toString(),
                "propensity.schedule.polling-interval", "20ms",
                "propensity.notification.key-file", DIRECTORY.resolve("key").toString(),
                "propensity.notification.allow-http", "true",
                "propensity.notification.allowed-networks", "127.0.0.0/8",
                "propensity.notification.file", DIRECTORY.resolve("runs.jsonl").toString(),
                "propensity.notification.mail.to", "marketing@example.org",
                "propensity.notification.mail.from", "propensity@example.org",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", String.valueOf(MAIL.port())));
  }

  @AfterAll
  static void stop() throws IOException {
    service.close();
    MAIL.close();
  }

  @BeforeEach
  void connect() {
    api = service.api();
  }

  @Test
  void tellsAWebhookOfARunThatFailedAndSignsIt() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Answer made = webhook(receiver, "\"run.failed\"", "");
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
      assertThat(made.header("Cache-Control")).contains("no-store");
      assertThat(made.text("secret")).startsWith("whsec_").hasSizeGreaterThan(40);

      String run = ends(campaign(), "failed", 65, "");

      Received message = receiver.await(1).get(0);
      assertThat(message.isSignedBy(made.text("secret"))).isTrue();
      assertThat(message.timestamp()).isEqualTo(String.valueOf(CLOCK.instant().getEpochSecond()));
      assertThat(message.json().path("id").asString()).isEqualTo(message.id());
      assertThat(message.json().path("event").asString()).isEqualTo("run.failed");
      assertThat(message.json().at("/run/run_id").asString()).isEqualTo(run);
      assertThat(message.json().at("/run/exit_code").intValue()).isEqualTo(65);
      assertThat(message.json().at("/run/meaning").asString()).contains("data breaks the contract");
      assertThat(message.json().at("/links/run").asString()).isEqualTo("/runs/" + run);
      JsonNode delivery = awaitDelivery(made, "DELIVERED");
      assertThat(delivery.path("run_id").asString()).isEqualTo(run);
      assertThat(delivery.path("status").intValue()).isEqualTo(204);
      assertThat(delivery.path("tries").intValue()).isEqualTo(1);
      assertThat(delivery.has("payload")).isFalse();
    }
  }

  @Test
  void showsASecretOnceAndKeepsItUnreadable() {
    try (Receiver receiver = Receiver.start()) {
      Answer made = webhook(receiver, "\"run.failed\"", "");
      String address = made.header("Location");

      assertThat(api.get(address).response().body())
          .doesNotContain("whsec_")
          .doesNotContain("secret");
      assertThat(api.get("/webhooks").response().body()).doesNotContain("whsec_");
      assertThat(
              DATABASE.column(
                  "select encode(secret, 'escape') from webhook where id = " + made.id()))
          .allSatisfy(kept -> assertThat(kept).doesNotContain("whsec_"));
      api.send("DELETE", address, null);
      assertThat(DATABASE.column("select length(secret) from webhook where id = " + made.id()))
          .containsExactly("0");
      assertThat(api.get(address).status()).isEqualTo(404);
    }
  }

  @Test
  void triesAgainWhatWasNotTakenAndWaitsLongerEachTime() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      receiver.answer(500, 302);
      Answer made = webhook(receiver, "\"run.succeeded\"", "");
      ends(campaign(), "succeeded", 0, "");
      receiver.await(1);

      JsonNode first = awaitTries(made, 1);
      assertThat(first.path("state").asString()).isEqualTo("PENDING");
      assertThat(first.path("error").asString()).isEqualTo("It answered 500");
      assertThat(first.path("next_at").asString())
          .isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(1)).toString());
      assertThat(api.get(made.header("Location")).json().path("failing_since").isNull()).isFalse();
      CLOCK.advance(Duration.ofMinutes(1));
      receiver.await(2);
      JsonNode second = awaitTries(made, 2);
      assertThat(second.path("error").asString())
          .as("a redirect is not followed")
          .isEqualTo("It answered 302");
      assertThat(second.path("next_at").asString())
          .isEqualTo(CLOCK.instant().plus(Duration.ofMinutes(4)).toString());
      CLOCK.advance(Duration.ofMinutes(4));
      List<Received> all = receiver.await(3);

      awaitDelivery(made, "DELIVERED");
      assertThat(all).hasSize(3).extracting(Received::id).containsOnly(all.get(0).id());
      assertThat(all).allSatisfy(one -> assertThat(one.isSignedBy(made.text("secret"))).isTrue());
      assertThat(all).extracting(Received::timestamp).doesNotHaveDuplicates();
      assertThat(api.get(made.header("Location")).json().path("failing_since").isNull()).isTrue();
    }
  }

  @Test
  void sendsOnceMoreWhatIsOver() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Answer made = webhook(receiver, "\"run.failed\"", "");
      ends(campaign(), "failed", 70, "");
      JsonNode delivery = awaitDelivery(made, "DELIVERED");
      String again =
          "%s/deliveries/%d/redeliver"
              .formatted(made.header("Location"), delivery.path("id").longValue());

      Answer accepted = api.post(again, "");

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(receiver.await(2))
          .hasSize(2)
          .extracting(Received::id)
          .containsOnly(delivery.path("event_id").asString());
      assertThat(awaitTries(made, 2).path("state").asString()).isEqualTo("DELIVERED");
      assertThat(api.post("/webhooks/987654321/deliveries/1/redeliver", "").status())
          .isEqualTo(404);
      assertThat(
              api.post(made.header("Location") + "/deliveries/987654321/redeliver", "")
                  .text("detail"))
          .contains("has no delivery 987654321");
    }
  }

  @Test
  void triesAWebhookWhenItIsAsked() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Answer made = webhook(receiver, "\"run.failed\"", ", \"active\": false");

      Answer accepted = api.post(made.header("Location") + "/test", "");

      assertThat(accepted.status()).isEqualTo(202);
      assertThat(accepted.text("event")).isEqualTo("webhook.test");
      Received message = receiver.await(1).get(0);
      assertThat(message.json().path("event").asString()).isEqualTo("webhook.test");
      assertThat(message.isSignedBy(made.text("secret"))).isTrue();
    }
  }

  @Test
  void tellsOnlyWhatAWebhookWants() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      long wanted = campaign();
      Answer made =
          webhook(
              receiver,
              "\"run.failed\", \"run.cancelled\"",
              ", \"campaign_id\": %d".formatted(wanted));
      Answer off = webhook(receiver, "\"run.failed\"", ", \"active\": false");
      ends(campaign(), "failed", 65, "");
      ends(wanted, "succeeded", 0, "");
      String run = ends(wanted, "failed", 65, "");

      awaitDelivery(made, "DELIVERED");

      assertThat(receiver.await(1)).hasSize(1);
      assertThat(receiver.await(1).get(0).json().at("/run/run_id").asString()).isEqualTo(run);
      assertThat(api.get(off.header("Location") + "/deliveries").json()).isEmpty();
    }
  }

  @Test
  void tellsOfDrift() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      Answer made = webhook(receiver, "\"run.drifted\"", "");
      long campaign = campaign();
      ends(campaign, "succeeded", 0, report("0.05", "0.25"));

      ends(campaign, "succeeded", 0, report("0.31", "0.4"));

      Received message = receiver.await(1).get(0);
      assertThat(message.json().path("event").asString()).isEqualTo("run.drifted");
      assertThat(message.json().at("/drift/score_psi").doubleValue()).isEqualTo(0.31);
      assertThat(message.json().at("/drift/features/age").doubleValue()).isEqualTo(0.4);
      assertThat(message.json().at("/drift/features").has("country")).isFalse();
      assertThat(message.json().path("run").has("report")).isFalse();
      awaitDelivery(made, "DELIVERED");
      assertThat(api.get(made.header("Location") + "/deliveries").json()).hasSize(1);
    }
  }

  @Test
  void writesToTheFileAndByMail() throws Exception {
    String run = ends(campaign(), "failed", 66, "");

    assertThat(awaitLine(run)).contains("\"event\":\"run.failed\"").startsWith("{\"id\":\"evt_");
    List<String> mails = MAIL.await(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (mails.stream().noneMatch(mail -> mail.contains(run)) && System.nanoTime() < end) {
      Thread.sleep(20);
      mails = MAIL.await(1);
    }
    assertThat(mails)
        .anySatisfy(
            mail ->
                assertThat(mail)
                    .contains("RCPT TO:<marketing@example.org>")
                    .contains("Subject: run.failed: " + run));
  }

  @Test
  void switchesOffAWebhookToWhichNothingWasDeliveredForDays() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      receiver.answer(500, 500, 500, 410);
      Answer made = webhook(receiver, "\"run.failed\"", "");
      long campaign = campaign();
      ends(campaign, "failed", 65, "");
      awaitTries(made, 1);
      DATABASE.execute(
          "update webhook set failing_since = '2026-11-20T00:00:00Z' where id = %d; update notification_delivery set most_tries = 2 where webhook_id = %d"
              .formatted(made.id(), made.id()));

      CLOCK.advance(Duration.ofMinutes(1));
      awaitDelivery(made, "FAILED");

      Answer off = api.get(made.header("Location"));
      assertThat(off.json().path("active").booleanValue()).isFalse();
      assertThat(off.text("off_reason"))
          .isEqualTo("Nothing was delivered since 2026-11-20T00:00:00Z");
      ends(campaign, "failed", 65, "");
      assertThat(api.get(made.header("Location") + "/deliveries").json()).hasSize(1);
      Answer on =
          replace(made, body(receiver, "\"run.failed\"", ""), "If-Match", off.header("ETag"));
      assertThat(on.json().path("active").booleanValue()).isTrue();
      assertThat(on.json().path("off_reason").isNull()).isTrue();
    }
  }

  @Test
  void switchesOffAWebhookThatWantsNothingMore() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      receiver.answer(410);
      Answer made = webhook(receiver, "\"run.failed\"", "");
      ends(campaign(), "failed", 65, "");

      awaitDelivery(made, "FAILED");

      assertThat(api.get(made.header("Location")).text("off_reason"))
          .isEqualTo("It answered 410: it wants nothing more");
    }
  }

  @Test
  void takesASecretOfTheClientsAndAnotherLater() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      String first = "whsec_" + "QUJD".repeat(10);
      Answer made = webhook(receiver, "\"run.failed\"", ", \"secret\": \"%s\"".formatted(first));
      assertThat(made.text("secret")).isEqualTo(first);
      String second = "whsec_" + "REVG".repeat(10);

      Answer replaced =
          replace(made, body(receiver, "\"run.failed\"", ", \"secret\": \"%s\"".formatted(second)));

      assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(200);
      assertThat(replaced.response().body()).doesNotContain("whsec_");
      ends(campaign(), "failed", 65, "");
      assertThat(receiver.await(1).get(0).isSignedBy(second)).isTrue();
      assertThat(replace(made, body(receiver, "\"run.failed\"", ""), "If-Match", "\"1\"").status())
          .isEqualTo(412);
    }
  }

  @Test
  void refusesWhatIsWrong() {
    Answer wrong =
        api.post(
            "/webhooks",
            """
            {"url": "http://169.254.169.254/latest", "events": ["run.failed", "run.begun"],
             "campaign_id": 999999999, "pipeline": "../x", "secret": "short-and-secret", "colour": 1}
            """);

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(
            wrong.json().path("errors").valueStream().map(error -> error.path("field").asString()))
        .containsExactlyInAnyOrder(
            "url", "events[1]", "campaign_id", "pipeline", "secret", "colour");
    assertThat(wrong.response().body())
        .contains("leads to an address that is not public")
        .doesNotContain("short-and-secret");
    assertThat(api.get("/webhooks/one").status()).isEqualTo(404);
  }

  @Test
  void undoesAMessageTogetherWithTheEndThatItTellsOf() {
    List<?> before = DATABASE.column("select id from notification_delivery");
    long campaign = campaign();
    String path = "/runs/r-undone-" + campaign;
    tell(path, campaign, "");
    DATABASE.execute(
        "alter table notification_tasks add constraint broken check (task_name <> 'notification-file') not valid");
    try {
      assertThat(tell(path, campaign, ", \"state\": \"failed\", \"exit_code\": 65").status())
          .isGreaterThanOrEqualTo(500);
      assertThat(api.get(path).text("state")).isEqualTo("RUNNING");
      assertThat(
              DATABASE.column(
                  "select id from notification_delivery where run_id = 'r-undone-%d'"
                      .formatted(campaign)))
          .isEmpty();
    } finally {
      DATABASE.execute("alter table notification_tasks drop constraint broken");
    }
    assertThat(tell(path, campaign, ", \"state\": \"failed\", \"exit_code\": 65").text("state"))
        .isEqualTo("FAILED");
    assertThat(DATABASE.column("select id from notification_delivery"))
        .hasSizeGreaterThan(before.size());
  }

  private Answer webhook(Receiver receiver, String events, String more) {
    return api.post("/webhooks", body(receiver, events, more));
  }

  private static String body(Receiver receiver, String events, String more) {
    return "{\"url\": \"%s\", \"events\": [%s]%s}".formatted(receiver.url(), events, more);
  }

  private Answer replace(Answer made, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return api.send("PUT", made.header("Location"), body, all);
  }

  private long campaign() {
    return api.post(
            "{\"name\": \"Told\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
        .id();
  }

  /** A run that a job tells of from its beginning to its end. */
  private String ends(long campaign, String state, int exitCode, String report) {
    String run = "r-told-" + NUMBERS.incrementAndGet();
    tell("/runs/" + run, campaign, "");
    Answer over =
        tell(
            "/runs/" + run,
            campaign,
            ", \"state\": \"%s\", \"exit_code\": %d%s"
                .formatted(state, exitCode, report.replace("RUN", run)));
    assertThat(over.text("state")).as(over.response().body()).isEqualToIgnoringCase(state);
    return run;
  }

  private static String report(String scorePsi, String agePsi) {
    return """
        , "report": {"format_version": "1.0", "run_id": "RUN", "kind": "prediction",
        "model_name": "a", "model_version": 1, "state": "succeeded",
        "started_at": "2026-11-20T03:00:00Z", "finished_at": "2026-11-20T03:00:12Z",
        "users_read": 10, "audience": 10, "scored": 10, "rejected": {}, "seconds": {},
        "scoring": {"published": 10, "score_psi": %s, "segments": [], "format": "parquet",
        "drift": {"age": {"psi": %s, "nulls": 0, "nulls_in_training": 0, "unseen": 0},
        "country": {"psi": 0.01, "nulls": 0, "nulls_in_training": 0, "unseen": 0}}}}
        """
        .formatted(scorePsi, agePsi);
  }

  private Answer tell(String path, long campaign, String more) {
    return api.send(
        "PUT",
        path,
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"started_at\": \"2026-11-20T09:30:00Z\"%s}"
            .formatted(campaign, more),
        "Content-Type",
        "application/json");
  }

  private JsonNode awaitDelivery(Answer webhook, String state) throws InterruptedException {
    return awaitLatest(webhook, "state", state);
  }

  private JsonNode awaitTries(Answer webhook, int tries) throws InterruptedException {
    return awaitLatest(webhook, "tries", String.valueOf(tries));
  }

  private JsonNode awaitLatest(Answer webhook, String field, String value)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Answer deliveries = api.get(webhook.header("Location") + "/deliveries");
    while (System.nanoTime() < end) {
      JsonNode latest = deliveries.json().path(0);
      if (latest.path(field).asString("").equals(value)) {
        return latest;
      }
      Thread.sleep(20);
      deliveries = api.get(webhook.header("Location") + "/deliveries");
    }
    throw new AssertionError(
        "No delivery has %s %s: %s".formatted(field, value, deliveries.json()));
  }

  private static String awaitLine(String run) throws InterruptedException, IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Path file = DIRECTORY.resolve("runs.jsonl");
    while (System.nanoTime() < end) {
      if (Files.exists(file)) {
        for (String line : Files.readAllLines(file)) {
          if (line.contains("\"" + run + "\"")) {
            return line;
          }
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("No line tells of " + run);
  }
}
