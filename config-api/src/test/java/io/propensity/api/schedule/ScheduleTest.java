package io.propensity.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.MutableClock;
import io.propensity.api.TestService;
import io.propensity.api.database.NewDatabase;
import io.propensity.api.run.FakeJobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.Lifecycle;
import tools.jackson.databind.JsonNode;

/** Schedules over HTTP and by a clock that the test moves; the test fires them by hand. */
class ScheduleTest {

  private static final String START = "2026-11-26T01:00:00Z";
  private static final FakeJobs JOBS = FakeJobs.create();
  private static final NewDatabase DATABASE = NewDatabase.create();
  private static final MutableClock CLOCK = new MutableClock(START);

  @SuppressWarnings("NullAway.Init") // JUnit starts it.
  private static TestService service;

  private Api api = Api.on(0);

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            DATABASE,
            CLOCK,
            Map.of(
                "propensity.launcher.type",
                "local",
                "propensity.launcher.home",
                JOBS.home().toString(),
                "propensity.launcher.concurrency",
                "8",
                "propensity.data-directory",
                JOBS.data().toString()));
    service.bean("timerLoop", Lifecycle.class).stop();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void beginTheDay() {
    CLOCK.set(START);
    api = service.api();
  }

  @Test
  void isMadeShownChangedPausedAndDeleted() {
    long campaign = campaign();
    Answer made =
        create(
            """
            {"campaign_id": %d, "cron": "30  2 * * MON-FRI", "time_zone": "Europe/Prague",
             "options": {"explain": 100}}
            """
                .formatted(campaign));

    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/schedules/" + made.id());
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(made.text("cron")).isEqualTo("30 2 * * MON-FRI");
    assertThat(made.text("overlap")).isEqualTo("skip");
    assertThat(made.text("missed")).isEqualTo("run-once");
    assertThat(made.text("created_by")).isEqualTo("bootstrap");
    assertThat(next(made))
        .containsExactly(
            "2026-11-26T01:30:00Z",
            "2026-11-27T01:30:00Z",
            "2026-11-30T01:30:00Z",
            "2026-12-01T01:30:00Z",
            "2026-12-02T01:30:00Z");
    String address = made.header("Location");
    assertThat(api.get(address).json()).isEqualTo(made.json());

    Answer changed = patch(address, "{\"cron\": \"0 5 * * *\", \"overlap\": \"queue\"}");
    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    assertThat(changed.json().at("/options/explain").intValue()).isEqualTo(100);
    assertThat(next(changed)).first().isEqualTo("2026-11-26T04:00:00Z");
    assertThat(patch(address, "{\"overlap\": \"queue\"}").header("ETag"))
        .as("a change that changes nothing")
        .isEqualTo("\"2\"");

    Answer paused = api.post(address + "/pause", "");
    assertThat(paused.json().path("paused").booleanValue()).isTrue();
    assertThat(next(paused)).isEmpty();
    assertThat(api.post(address + "/pause", "").header("ETag")).isEqualTo("\"3\"");
    Answer resumed = api.post(address + "/resume", "");
    assertThat(next(resumed)).hasSize(5);

    assertThat(api.send("DELETE", address, null).status()).isEqualTo(204);
    assertThat(api.get(address).text("detail"))
        .isEqualTo("There is no schedule %d".formatted(made.id()));
    assertThat(api.get(address + "/firings").status()).isEqualTo(404);
    assertThat(api.get("/schedules?campaign=" + campaign).json()).isEmpty();
  }

  @Test
  void isChangedOnlyByWhoSawItAsItIs() {
    String address = create(daily(campaign())).header("Location");

    Answer stale =
        api.send(
            "PATCH",
            address,
            "{\"cron\": \"1 2 * * *\"}",
            "Content-Type",
            "application/json",
            "If-Match",
            "\"7\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("ETag")).isEqualTo("\"1\"");
    assertThat(stale.text("detail")).contains("is at revision 1 by now: read it again");
    assertThat(api.send("DELETE", address, null, "If-Match", "\"7\"").status()).isEqualTo(412);
    assertThat(api.send("POST", address + "/pause", null, "If-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  @Test
  void isMadeOnceHoweverOftenItIsAsked() {
    String body = daily(campaign());
    String[] headers = {
      "Content-Type", "application/json", "Idempotency-Key", "schedule-" + body.hashCode()
    };

    Answer first = api.send("POST", "/schedules", body, headers);
    Answer again = api.send("POST", "/schedules", body, headers);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.response().body()).isEqualTo(first.response().body());
  }

  @Test
  void isRefusedWithEverythingThatIsWrong() {
    Answer wrong =
        create(
            """
            {"campaign_id": 999999999, "cron": "61 2 * * *", "time_zone": "Prague", "overlap": "wait",
             "missed": "all", "options": {"env": "x"}, "paused": 1, "colour": "red"}
            """);

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(fields(wrong))
        .containsExactlyInAnyOrder(
            "campaign_id",
            "cron",
            "time_zone",
            "overlap",
            "missed",
            "options.env",
            "paused",
            "colour");
    assertThat(wrong.response().body())
        .contains("its minute is '61': 0 to 59 are allowed")
        .contains("There is no campaign 999999999, or it is archived");
    assertThat(fields(create("{\"cron\": \"0 2 * * *\"}"))).containsExactly("campaign_id");
    assertThat(create("{\"pipeline\": \"absent\", \"cron\": \"0 2 * * *\"}").response().body())
        .contains("There is no pipeline 'absent'; there are telco-churn");
    assertThat(
            create("{\"pipeline\": \"telco-churn\", \"cron\": \"0 0 30 2 *\"}").response().body())
        .contains("never comes: there is no such day");
    String address = create(daily(campaign())).header("Location");
    assertThat(fields(patch(address, "{\"pipeline\": \"x\", \"paused\": true, \"id\": 1}")))
        .containsExactlyInAnyOrder("pipeline", "paused", "id");
    assertThat(api.get("/schedules/one").status()).isEqualTo(404);
    assertThat(api.get("/schedules?colour=red").status()).isEqualTo(400);
  }

  @Test
  void startsARunAtItsTimeUnderANameOfThatTime() throws Exception {
    long campaign = campaign();
    Answer made = create(daily(campaign));

    fire(made);
    assertThat(firings(made)).as("before its time").isEmpty();
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);
    fire(made);

    String run = "r-s%d-20261126t020000z".formatted(made.id());
    assertThat(firings(made)).hasSize(1);
    JsonNode firing = firings(made).get(0);
    assertThat(firing.path("outcome").asString()).isEqualTo("STARTED");
    assertThat(firing.path("run_id").asString()).isEqualTo(run);
    assertThat(firing.path("at").asString()).isEqualTo("2026-11-26T02:00:00Z");
    assertThat(runsOf(campaign)).containsExactly(run);
    assertThat(api.get("/runs/" + run).text("requested_by")).isEqualTo("schedule:" + made.id());
    assertThat(over(run).path("state").asString()).isEqualTo("SUCCEEDED");
    Answer told = api.get("/schedules/" + made.id());
    assertThat(told.json().at("/last/run_id").asString()).isEqualTo(run);
    assertThat(next(told)).first().isEqualTo("2026-11-27T02:00:00Z");
  }

  @Test
  void trainsAPipeline() throws Exception {
    Answer made = create("{\"pipeline\": \"telco-churn\", \"cron\": \"0 2 * * *\"}");
    CLOCK.set("2026-11-26T02:00:05Z");

    fire(made);

    String run = firings(made).get(0).path("run_id").asString();
    assertThat(over(run).path("pipeline").asString()).isEqualTo("telco-churn");
    assertThat(api.get("/schedules?pipeline=telco-churn").json().get(0).path("id").longValue())
        .isEqualTo(made.id());
  }

  @Test
  void leavesNoDoubledRunWhenItIsFiredAgainAfterACrash() {
    long campaign = campaign();
    Answer made = create(daily(campaign));
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);

    // As if the transaction's end had been lost with the service: the same firing is due again.
    DATABASE.execute(
        "update schedule set next_at = '2026-11-26T02:00:00Z' where id = " + made.id());
    fire(made);

    assertThat(runsOf(campaign)).hasSize(1);
    assertThat(firings(made)).hasSize(1);
    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("STARTED");
  }

  @Test
  void skipsAFiringWhileARunIsUnderWay() throws Exception {
    long campaign = campaign();
    Answer made = create(hourly(campaign, "skip"));
    String first = firstUnderWay(made);

    CLOCK.set("2026-11-26T03:00:00Z");
    fire(made);

    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("SKIPPED");
    assertThat(firings(made).get(0).path("reason").asString())
        .isEqualTo("Run %s is still under way", first);
    JOBS.letGo(first);
    over(first);
    CLOCK.set("2026-11-26T04:00:00Z");
    fire(made);
    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("STARTED");
    JOBS.letGo(firings(made).get(0).path("run_id").asString());
  }

  @Test
  void queuesAFiringBehindTheRunThatIsUnderWay() throws Exception {
    long campaign = campaign();
    Answer made = create(hourly(campaign, "queue"));
    String first = firstUnderWay(made);

    CLOCK.set("2026-11-26T03:00:00Z");
    fire(made);
    String second = firings(made).get(0).path("run_id").asString();
    CLOCK.set("2026-11-26T04:00:00Z");
    fire(made);
    CLOCK.set("2026-11-26T05:00:00Z");
    fire(made);

    assertThat(firings(made).get(0).path("reason").asString())
        .as("one that waits is enough")
        .isEqualTo("Run %s still waits for its turn", second);
    Thread.sleep(1_500);
    assertThat(api.get("/runs/" + second).text("state")).isEqualTo("QUEUED");
    JOBS.letGo(first);
    await(second, "RUNNING");
    assertThat(api.get("/runs/" + first).text("state")).isEqualTo("SUCCEEDED");
    JOBS.letGo(second);
    over(second);
  }

  @Test
  void startsAFiringBesideTheRunThatIsUnderWayWhereThatIsAllowed() throws Exception {
    Answer made = create(hourly(campaign(), "allow"));
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);
    CLOCK.set("2026-11-26T03:00:00Z");
    fire(made);

    for (JsonNode firing : firings(made)) {
      await(firing.path("run_id").asString(), "RUNNING");
    }
    for (JsonNode firing : firings(made)) {
      JOBS.letGo(firing.path("run_id").asString());
    }
  }

  @Test
  void runsTheLatestOfTheFiringsThatWereMissed() {
    long campaign = campaign();
    Answer made = create(daily(campaign));
    CLOCK.set("2026-11-30T09:00:00Z");

    fire(made);

    List<JsonNode> firings = firings(made);
    assertThat(firings).hasSize(2);
    assertThat(firings.get(0).path("outcome").asString()).isEqualTo("STARTED");
    assertThat(firings.get(0).path("run_id").asString())
        .isEqualTo("r-s%d-20261130t020000z", made.id());
    assertThat(firings.get(1).path("outcome").asString()).isEqualTo("MISSED");
    assertThat(firings.get(1).path("reason").asString())
        .isEqualTo(
            "No service that starts jobs was there, nor for those after it until 2026-11-30T02:00:00Z");
    assertThat(next(api.get("/schedules/" + made.id()))).first().isEqualTo("2026-12-01T02:00:00Z");
  }

  @Test
  void passesOverFiringsThatWereMissedWhereItIsToldTo() {
    long campaign = campaign();
    Answer made = create(daily(campaign).replace("}", ", \"missed\": \"skip\"}"));
    CLOCK.set("2026-11-26T02:10:01Z");

    fire(made);

    assertThat(firings(made)).hasSize(1);
    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("MISSED");
    assertThat(runsOf(campaign)).isEmpty();
    CLOCK.set("2026-11-27T02:09:59Z");
    fire(made);
    assertThat(firings(made).get(0).path("outcome").asString())
        .as("within the grace")
        .isEqualTo("STARTED");
  }

  @Test
  void restsWhileItsCampaignIsArchivedOrNotActive() {
    long campaign = campaign();
    Answer made = create(daily(campaign));
    api.patch(campaign, "{\"is_active\": false}");
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);
    assertThat(firings(made).get(0).path("reason").asString())
        .isEqualTo("Campaign %d is not active", campaign);
    api.patch(campaign, "{\"is_active\": true}");
    api.delete(campaign);
    CLOCK.set("2026-11-27T02:00:00Z");
    fire(made);
    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("SKIPPED");
    assertThat(firings(made).get(0).path("reason").asString())
        .isEqualTo("Campaign %d is archived", campaign);

    api.post("/campaigns/%d/restore".formatted(campaign), "");
    CLOCK.set("2026-11-28T02:00:00Z");
    fire(made);

    assertThat(firings(made).get(0).path("outcome").asString()).isEqualTo("STARTED");
  }

  @Test
  void triesAFiringAgainThatCannotBeStartedAndGivesUpInTheEnd() throws Exception {
    Path pipeline = pipeline("passing");
    Answer made = create("{\"pipeline\": \"passing\", \"cron\": \"0 2 * * *\"}");
    Files.move(pipeline, pipeline.resolveSibling("gone.yaml"));
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);

    JsonNode failed = firings(made).get(0);
    assertThat(failed.path("outcome").asString()).isEqualTo("FAILED");
    assertThat(failed.path("tries").intValue()).isEqualTo(1);
    assertThat(failed.path("reason").asString()).startsWith("There is no pipeline 'passing'");
    assertThat(timers(made)).contains(made.id() + "/2026-11-26T02:01:00Z");
    Files.move(pipeline.resolveSibling("gone.yaml"), pipeline);
    CLOCK.set("2026-11-26T02:01:00Z");
    fire(made);

    JsonNode started = firings(made).get(0);
    assertThat(started.path("outcome").asString()).isEqualTo("STARTED");
    assertThat(started.path("tries").intValue()).isEqualTo(2);
    assertThat(started.path("run_id").asString()).isEqualTo("r-s%d-20261126t020000z", made.id());

    over(started.path("run_id").asString());
    Files.move(pipeline, pipeline.resolveSibling("gone.yaml"));
    CLOCK.set("2026-11-27T02:00:00Z");
    for (int i = 0; i < 7; i++) {
      fire(made);
      CLOCK.advance(Duration.ofMinutes(8));
    }
    assertThat(firings(made).get(0).path("tries").intValue()).isEqualTo(5);
    assertThat(next(api.get("/schedules/" + made.id()))).first().isEqualTo("2026-11-28T02:00:00Z");
  }

  @Test
  void ofTwoSchedulesOfACampaignOneSkipsHoweverCloseTheyAre() throws Exception {
    long campaign = campaign();
    List<Answer> both = List.of(create(hourly(campaign, "skip")), create(hourly(campaign, "skip")));
    CLOCK.set("2026-11-26T02:00:00Z");

    CompletableFuture.allOf(
            both.stream()
                .map(schedule -> CompletableFuture.runAsync(() -> fire(schedule)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(both)
        .extracting(schedule -> firings(schedule).get(0).path("outcome").asString())
        .containsExactlyInAnyOrder("STARTED", "SKIPPED");
    JOBS.letGo(runsOf(campaign).get(0));
  }

  @Test
  void doesNothingForWhatWasPaused() {
    Answer made = create(daily(campaign()));
    api.post("/schedules/%d/pause".formatted(made.id()), "");
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);
    CLOCK.set("2026-11-28T12:00:00Z");
    api.post("/schedules/%d/resume".formatted(made.id()), "");
    fire(made);

    assertThat(firings(made)).isEmpty();
    assertThat(next(api.get("/schedules/" + made.id()))).first().isEqualTo("2026-11-29T02:00:00Z");
  }

  @Test
  void isListedByPages() {
    long campaign = campaign();
    Answer made = create(daily(campaign));
    Answer other = create(daily(campaign).replace("0 2", "0 3"));
    for (int day = 1; day <= 5; day++) {
      CLOCK.set("2026-12-0%dT02:00:00Z".formatted(day));
      fire(made);
    }

    Answer page = api.get("/schedules/%d/firings?size=4".formatted(made.id()));
    assertThat(page.json()).hasSize(4);
    String link = page.header("Link");
    JsonNode rest = api.get(link.substring(link.indexOf("/schedules"), link.indexOf('>'))).json();
    assertThat(rest).hasSize(2);
    assertThat(rest.get(1).path("outcome").asString()).isEqualTo("MISSED");

    Answer schedules = api.get("/schedules?size=1&campaign=" + campaign);
    assertThat(schedules.json().get(0).path("id").longValue()).isEqualTo(other.id());
    String next = schedules.header("Link");
    assertThat(
            api.get(next.substring(next.indexOf("/schedules"), next.indexOf('>')))
                .json()
                .get(0)
                .path("id")
                .longValue())
        .isEqualTo(made.id());
  }

  private static Path pipeline(String name) throws IOException {
    Path folder = Files.createDirectories(JOBS.home().resolve("pipelines").resolve(name));
    return Files.writeString(folder.resolve("pipeline.yaml"), "name: %s\n".formatted(name));
  }

  private static void fire(Answer schedule) {
    service.bean(Firings.class).run(schedule.id() + "/now");
  }

  private static List<String> timers(Answer schedule) {
    return DATABASE
        .column(
            "select task_instance from scheduled_tasks where task_instance like '%d/%%'"
                .formatted(schedule.id()))
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private Answer create(String body) {
    return api.post("/schedules", body);
  }

  private Answer patch(String address, String body) {
    return api.send("PATCH", address, body, "Content-Type", "application/merge-patch+json");
  }

  private static String daily(long campaign) {
    return "{\"campaign_id\": %d, \"cron\": \"0 2 * * *\"}".formatted(campaign);
  }

  /** Of runs that wait for their word. */
  private static String hourly(long campaign, String overlap) {
    return "{\"campaign_id\": %d, \"cron\": \"0 * * * *\", \"overlap\": \"%s\", \"options\": {\"limit\": 1, \"top\": 1}}"
        .formatted(campaign, overlap);
  }

  private long campaign() {
    return api.post(
            "{\"name\": \"By the clock\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
        .id();
  }

  private List<JsonNode> firings(Answer schedule) {
    return api.get("/schedules/%d/firings".formatted(schedule.id())).json().valueStream().toList();
  }

  private List<String> runsOf(long campaign) {
    return api.get("/runs?campaign=" + campaign)
        .json()
        .valueStream()
        .map(run -> run.path("run_id").asString())
        .toList();
  }

  private static List<String> next(Answer schedule) {
    return schedule.json().path("next").valueStream().map(JsonNode::asString).toList();
  }

  private static List<String> fields(Answer refused) {
    return refused
        .json()
        .path("errors")
        .valueStream()
        .map(error -> error.path("field").asString())
        .toList();
  }

  private JsonNode over(String id) throws InterruptedException {
    return await(id, "SUCCEEDED", "FAILED", "CANCELLED");
  }

  /** Fires for the first time, and waits until that run is under way. */
  private String firstUnderWay(Answer made) throws Exception {
    CLOCK.set("2026-11-26T02:00:00Z");
    fire(made);
    String run = firings(made).get(0).path("run_id").asString();
    await(run, "RUNNING");
    return run;
  }

  private JsonNode await(String id, String... states) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      JsonNode run = api.get("/runs/" + id).json();
      if (List.of(states).contains(run.path("state").asString())) {
        return run;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Run %s is still %s".formatted(id, api.get("/runs/" + id).json()));
  }
}
