package io.propensity.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.Await;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.Sighting;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Runs of jobs that are shell scripts, from the request to their end. */
@ApiTest
@DirtiesContext
class RunLifeTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Api api;
  private final Runs runs;
  private final RunSupervisor supervisor;
  private final Launcher launcher;

  RunLifeTest(
      @Autowired Api api,
      @Autowired Runs runs,
      @Autowired RunSupervisor supervisor,
      @Autowired Launcher launcher) {
    this.api = api;
    this.runs = runs;
    this.supervisor = supervisor;
    this.launcher = launcher;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("propensity.launcher.type", () -> "local");
    registry.add("propensity.launcher.home", () -> JOBS.home().toString());
    registry.add("propensity.launcher.environment", () -> "conf/of-the-test.yaml");
    registry.add("propensity.launcher.concurrency", () -> "4");
    registry.add("propensity.data-directory", JOBS::data);
  }

  @Test
  void scoresACampaign() throws Exception {
    long campaign = campaign(true);

    Answer accepted =
        api.post("/campaigns/%d/runs".formatted(campaign), "{\"options\": {\"limit\": 1}}");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("state")).isIn("QUEUED", "RUNNING");
    assertThat(accepted.header("Location")).isEqualTo("/runs/" + accepted.text("run_id"));
    JsonNode run = over(accepted.text("run_id"));
    assertThat(run.path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("exit_code").intValue()).isZero();
    assertThat(run.path("meaning").asString()).isEqualTo("done");
    assertThat(run.path("campaign_id").longValue()).isEqualTo(campaign);
    assertThat(run.path("campaign_revision").intValue()).isEqualTo(1);
    assertThat(run.path("launcher").asString()).isEqualTo("local");
    assertThat(run.path("requested_by").asString()).isNotEmpty();
    assertThat(log(accepted.text("run_id")))
        .contains(
            "--campaign-id=%d --campaign-revision=1 --model=a/1 ".formatted(campaign),
            "--run-id=" + accepted.text("run_id") + " --limit=1 --config-api-url=http://",
            " --env conf/of-the-test.yaml");
  }

  @Test
  void givesTheNameOfTheRequestAlongToTheJob() throws Exception {
    Answer accepted =
        api.send(
            "POST",
            "/campaigns/%d/runs".formatted(campaign(true)),
            "{\"options\": {\"limit\": 65}}",
            "Content-Type",
            "application/json",
            "X-Request-Id",
            "nightly.7");
    over(accepted.text("run_id"));

    assertThat(log(accepted.text("run_id"))).startsWith("Asked for by request nightly.7\n");

    api.send(
        "POST", "/runs/%s/retry".formatted(accepted.text("run_id")), "", "X-Request-Id", "again.8");
    over(accepted.text("run_id"));
    assertThat(log(accepted.text("run_id"))).startsWith("Asked for by request again.8\n");
  }

  @Test
  void saysThatALogIsGoneAndHasItsLastLines() throws Exception {
    Answer accepted =
        api.post("/campaigns/%d/runs".formatted(campaign(true)), "{\"options\": {\"limit\": 1}}");
    String id = accepted.text("run_id");
    over(id);

    FileSystemUtils.deleteRecursively(JOBS.data().resolve("runs").resolve(id));

    assertThat(log(id))
        .startsWith("(The log is not here any more")
        .endsWith("the last line of " + id + "\n");
  }

  @Test
  void trainsAPipeline() throws Exception {
    Answer accepted =
        api.post(
            "/pipelines/telco-churn/runs",
            "{\"options\": {\"trial\": true, \"force\": false, \"steps\": [\"train\","
                + " \"evaluate\"]}}");

    assertThat(accepted.status()).isEqualTo(202);
    JsonNode run = over(accepted.text("run_id"));
    assertThat(run.path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("pipeline").asString()).isEqualTo("telco-churn");
    assertThat(log(accepted.text("run_id")))
        .contains(
            "train pipelines/telco-churn --run-id=",
            " --config-api-url=http://",
            " --trial",
            " --steps=train,evaluate")
        .doesNotContain("--force");
  }

  @Test
  void tellsWhatAFailureMeansAndTriesItAgainUnderItsId() throws Exception {
    String id = start(campaign(true), "{\"options\": {\"limit\": 65}}");

    JsonNode failed = over(id);

    assertThat(failed.path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.path("exit_code").intValue()).isEqualTo(65);
    assertThat(failed.path("meaning").asString()).startsWith("data breaks the contract");
    assertThat(failed.path("message").asString()).isEqualTo("the last line of " + id);
    Answer retried = api.post("/runs/%s/retry".formatted(id), "");
    assertThat(retried.status()).isEqualTo(202);
    assertThat(retried.json().path("attempt").intValue()).isEqualTo(2);
    assertThat(over(id).path("state").asString()).isEqualTo("FAILED");
    assertThat(api.get("/runs/" + id).json().path("attempt").intValue()).isEqualTo(2);
  }

  @Test
  void takesTheSameIdForTheSameRun() throws Exception {
    long campaign = campaign(true);
    String body = "{\"run_id\": \"r-once-%d\", \"options\": {\"limit\": 1}}".formatted(campaign);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      calls.add(() -> api.post("/campaigns/%d/runs".formatted(campaign), body));
    }

    List<Future<Answer>> answers = clients.invokeAll(calls);
    clients.shutdown();

    for (Future<Answer> answer : answers) {
      assertThat(answer.get().status()).isEqualTo(202);
    }
    assertThat(over("r-once-" + campaign).path("attempt").intValue()).isEqualTo(1);
    assertThat(api.get("/runs?campaign=" + campaign).json()).hasSize(1);
    Answer other = api.post("/campaigns/%d/runs".formatted(campaign), body.replace(": 1}", ": 2}"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("detail")).contains("with other options: choose another run_id");
  }

  @Test
  void startsOneRunHoweverOftenItsRequestIsSent() throws Exception {
    long campaign = campaign(true);
    String scoring = "/campaigns/%d/runs".formatted(campaign);
    String body = "{\"options\": {\"limit\": 1}}";

    Answer first = keyed(scoring, "score-" + campaign, body);
    over(first.text("run_id"));
    Answer again = keyed(scoring, "score-" + campaign, body);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo("/runs/" + first.text("run_id"));
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(api.get("/runs?campaign=" + campaign).json()).hasSize(1);
    assertThat(keyed(scoring, "score-" + campaign, "{}").status()).isEqualTo(422);
    assertThat(keyed(scoring, "no key", body).status()).isEqualTo(400);
    assertThat(keyed(scoring, "other-" + campaign, body).text("run_id"))
        .isNotEqualTo(first.text("run_id"));

    String training = "/pipelines/telco-churn/runs";
    Answer trained = keyed(training, "train-" + campaign, "");
    assertThat(trained.status()).isEqualTo(202);
    assertThat(keyed(training, "train-" + campaign, "{}").json()).isEqualTo(trained.json());
    over(trained.text("run_id"));
  }

  @Test
  void leavesTheKeyOfARefusedRunFree() throws Exception {
    long campaign = campaign(false);
    String scoring = "/campaigns/%d/runs".formatted(campaign);

    assertThat(keyed(scoring, "refused-" + campaign, "").status()).isEqualTo(409);
    api.patch(campaign, "{\"is_active\": true}");

    Answer accepted = keyed(scoring, "refused-" + campaign, "");
    assertThat(accepted.status()).isEqualTo(202);
    over(accepted.text("run_id"));
  }

  private Answer keyed(String path, String key, String body) {
    return api.send("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
  }

  @Test
  void cancelsARunThatIsUnderWay() throws Exception {
    String id = start(campaign(true), "{\"options\": {\"limit\": 1, \"top\": 1}}");
    await(id, "RUNNING");
    assertThat(api.get("/runs/" + id + "/log").response().body()).doesNotContain("the last line");

    assertThat(api.post("/runs/%s/cancel".formatted(id), "").status()).isEqualTo(202);

    JsonNode run = over(id);
    assertThat(run.path("state").asString()).isEqualTo("CANCELLED");
    assertThat(run.path("exit_code").intValue()).isEqualTo(143);
    assertThat(api.post("/runs/%s/retry".formatted(id), "").status()).isEqualTo(202);
    await(id, "RUNNING");
    JOBS.letGo(id);
    assertThat(over(id).path("state").asString()).isEqualTo("SUCCEEDED");
    Answer late = api.post("/runs/%s/cancel".formatted(id), "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("detail")).isEqualTo("Run %s is over: it succeeded".formatted(id));
  }

  @Test
  void cancelsARunThatWaits() throws Exception {
    supervisor.stop();
    String id = start(campaign(true), "{\"options\": {\"limit\": 1}}");

    Answer cancelled = api.post("/runs/%s/cancel".formatted(id), "");
    Answer again = api.post("/runs/%s/cancel".formatted(id), "");
    supervisor.start();
    String next = start(campaign(true), "{\"options\": {\"limit\": 1}}");
    over(next);

    assertThat(cancelled.status()).isEqualTo(202);
    assertThat(cancelled.text("state")).isEqualTo("CANCELLED");
    assertThat(cancelled.json().path("started_at").isNull()).isTrue();
    assertThat(cancelled.json().path("exit_code").isNull()).isTrue();
    assertThat(cancelled.text("finished_at")).isNotEmpty();
    assertThat(again.json()).isEqualTo(cancelled.json());
    assertThat(api.get("/runs/" + id).json()).as("it never began").isEqualTo(cancelled.json());
    assertThat(JOBS.data().resolve("runs").resolve(id)).doesNotExist();
  }

  @Test
  void saysThatWhatWasCancelledHadPublishedBefore() throws Exception {
    String id = start(campaign(true), "{\"options\": {\"limit\": 1, \"top\": 1}}");
    await(id, "RUNNING");

    cancelTooLate(id);

    requireDoneAndCancelled(
        id, "It had published before it could be cancelled: its predictions stand");
    assertThat(api.get("/runs?state=succeeded&size=500").response().body()).doesNotContain(id);
    assertThat(api.post("/runs/%s/retry".formatted(id), "").status()).isEqualTo(202);
    assertThat(over(id).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void saysThatATrainingWasDoneBeforeItCouldBeCancelled() throws Exception {
    String id =
        api.post("/pipelines/telco-churn/runs", "{\"options\": {\"force\": true}}").text("run_id");
    await(id, "RUNNING");

    cancelTooLate(id);

    requireDoneAndCancelled(
        id, "It was done before it could be cancelled: what it published stands");
  }

  private JsonNode requireDoneAndCancelled(String id, String message) throws Exception {
    JsonNode run = over(id);
    assertThat(run.path("state").asString()).isEqualTo("CANCELLED");
    assertThat(run.path("exit_code").intValue()).isZero();
    assertThat(run.path("message").asString()).isEqualTo(message);
    return run;
  }

  /** The job speaks of its success while it is to be ended: what was cancelled stays that. */
  @Test
  void takesNoSuccessOfAJobForThatOfACancelledRun() throws Exception {
    long campaign = campaign(true);
    String id = start(campaign, "{\"options\": {\"limit\": 1, \"top\": 1}}");
    awaitHandle(id);
    supervisor.stop();
    api.post("/runs/%s/cancel".formatted(id), "");

    Answer told =
        tell(
            "/runs/" + id,
            campaign,
            ", \"state\": \"succeeded\", \"exit_code\": 0, \"message\": \"Published\", \"report\": "
                + report("/runs/" + id));

    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
    assertThat(told.text("state")).isEqualTo("RUNNING");
    assertThat(told.json().path("cancel_requested").booleanValue()).isTrue();
    cancelTooLate(id);
    JsonNode run =
        requireDoneAndCancelled(
            id, "It had published before it could be cancelled: its predictions stand");
    assertThat(run.at("/report/scored").longValue()).isPositive();
    Answer late = tell("/runs/" + id, campaign, "");
    assertThat(late.text("state")).as("what is over stays over").isEqualTo("CANCELLED");
  }

  @Test
  void keepsRunsAndRevisionsOfAnArchivedCampaign() throws Exception {
    long campaign = campaign(true);
    String id = start(campaign, "{\"options\": {\"limit\": 1}}");
    over(id);
    JsonNode run = api.get("/runs/" + id).json();
    JsonNode first = api.get("/campaigns/%d/revisions/1".formatted(campaign)).json();

    assertThat(api.delete(campaign).status()).isEqualTo(204);

    assertThat(api.get("/campaigns/" + campaign).status()).isEqualTo(404);
    assertThat(api.get("/runs/" + id).json()).isEqualTo(run);
    assertThat(api.get("/runs?campaign=" + campaign).json()).hasSize(1);
    assertThat(log(id)).contains("the last line of " + id);
    assertThat(api.get("/runs/%s/lineage".formatted(id)).status()).isEqualTo(200);
    assertThat(api.get("/campaigns/%d/revisions/1".formatted(campaign)).json()).isEqualTo(first);
    assertThat(
            api.get("/campaigns/%d/revisions".formatted(campaign))
                .json()
                .valueStream()
                .map(revision -> revision.path("action").asString()))
        .containsExactly("ARCHIVED", "CREATED");
    assertThat(api.get("/campaigns/%d/diff?from=1&to=2".formatted(campaign)).status())
        .isEqualTo(200);
    assertThat(api.post("/campaigns/%d/runs".formatted(campaign), "").status()).isEqualTo(404);
    assertThat(api.post("/runs/%s/retry".formatted(id), "").status()).isIn(404, 409);
  }

  @Test
  void findsItsRunsAgainAfterItWasStopped() throws Exception {
    String goesOn = start(campaign(true), "{\"options\": {\"limit\": 1, \"top\": 1}}");
    String ends = start(campaign(true), "{\"options\": {\"limit\": 74, \"top\": 1}}");
    await(goesOn, "RUNNING");
    await(ends, "RUNNING");

    supervisor.stop();
    JOBS.letGo(ends);
    String waits = start(campaign(true), "{\"options\": {\"limit\": 1}}");
    Thread.sleep(1_000);
    assertThat(state(ends)).isEqualTo("RUNNING");
    assertThat(state(waits)).isEqualTo("QUEUED");
    supervisor.start();

    assertThat(over(ends).path("exit_code").intValue()).isEqualTo(74);
    assertThat(over(waits).path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(state(goesOn)).isEqualTo("RUNNING");
    JOBS.letGo(goesOn);
    assertThat(over(goesOn).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void takesNoOtherProcessForItsOwnThatHasItsNumber() throws Exception {
    supervisor.stop();
    String id = start(campaign(true), "{\"options\": {\"limit\": 1}}");
    Run claimed = claim(id);
    Handle thisProcess = new Handle.LocalProcess(ProcessHandle.current().pid(), Instant.EPOCH);
    assertThat(runs.handle(claimed, thisProcess)).isTrue();
    supervisor.start();

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("FAILED");
    assertThat(run.path("message").asString())
        .startsWith("Its process is gone and left no exit code");
    assertThat(run.path("exit_code").isNull()).isTrue();
  }

  @Test
  void beginsARunThatWasClaimedAndNeverBegun() throws Exception {
    supervisor.stop();
    String id = start(campaign(true), "{\"options\": {\"limit\": 1}}");
    Run claimed = claim(id);
    assertThat(claimed.state()).isEqualTo(RunStatus.RUNNING);
    supervisor.start();

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("attempt").intValue()).isEqualTo(1);
  }

  @Test
  void takesBackWhatAnotherServiceGaveUpMeanwhile() throws Exception {
    String id = start(campaign(true), "{\"options\": {\"limit\": 1, \"top\": 1}}");
    await(id, "RUNNING");
    supervisor.stop();

    Instant now = Instant.now();
    runs.giveUp(now.plusSeconds(60), now);
    assertThat(state(id)).isEqualTo("FAILED");
    JOBS.letGo(id);
    supervisor.start();

    await(id, "SUCCEEDED");
    assertThat(api.get("/runs/" + id).json().path("exit_code").intValue()).isZero();
  }

  @Test
  void refusesWhatCannotBeRun() {
    long inactive = campaign(false);
    String runsOf = "/campaigns/%d/runs".formatted(campaign(true));

    assertThat(api.post("/campaigns/%d/runs".formatted(inactive), "").text("detail"))
        .isEqualTo(
            "Campaign %d is not active: set is_active to true to have it scored"
                .formatted(inactive));
    assertThat(api.post("/campaigns/999999999/runs", "").status()).isEqualTo(404);
    assertThat(api.post("/pipelines/absent/runs", "").text("detail"))
        .isEqualTo("There is no pipeline 'absent'; there are telco-churn");
    assertThat(api.post("/pipelines/..%2Fscripts/runs", "").status()).isIn(400, 404);
    assertThat(api.get("/runs/r-absent").text("detail")).isEqualTo("There is no run r-absent");
    Answer wrong =
        api.post(
            runsOf,
            "{\"run_id\": \"nightly\", \"colour\": 1, \"options\": {\"segments\": \"a b; rm\","
                + " \"env\": \"x\", \"limit\": 0}}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(
            wrong.json().path("errors").valueStream().map(error -> error.path("field").asString()))
        .containsExactlyInAnyOrder(
            "colour", "run_id", "options.segments", "options.env", "options.limit");
  }

  @Test
  void pagesThroughRunsNewestFirst() throws Exception {
    long campaign = campaign(true);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, start(campaign, "{\"options\": {\"limit\": 1}}"));
    }
    for (String id : ids) {
      over(id);
    }

    List<String> listed = new ArrayList<>();
    String address = "/runs?campaign=%d&size=2&state=succeeded".formatted(campaign);
    while (!address.isEmpty()) {
      Answer page = api.get(address);
      page.json().valueStream().forEach(run -> listed.add(run.path("run_id").asString()));
      address = next(page);
    }

    assertThat(listed).isEqualTo(ids);
    assertThat(api.get("/runs?since=2999-01-01T00:00:00Z").json()).isEmpty();
    assertThat(api.get("/runs?state=odd&since=now&before=x&size=0&page=1").json().path("errors"))
        .hasSize(5);
    assertThat(api.get("/runs?since=%2B999999999-12-31T23:59:59Z").status()).isEqualTo(400);
    assertThat(api.get("/runs?before=%2B999999999-12-31T23:59:59Z_r-1").status()).isEqualTo(400);
    assertThat(api.get("/runs?pipeline=%00").status()).isEqualTo(400);
  }

  @Test
  void tellsWatchersUntilTheEnd() throws Exception {
    String id = start(campaign(true), "{\"options\": {\"limit\": 1, \"top\": 1}}");
    await(id, "RUNNING");
    ExecutorService watcher = Executors.newSingleThreadExecutor();
    Future<Answer> events =
        watcher.submit(
            () -> api.get("/runs/%s/events".formatted(id), "Accept", "text/event-stream"));
    Thread.sleep(500);
    JOBS.letGo(id);

    String told = events.get().response().body();
    watcher.shutdown();

    assertThat(told).contains("event:run", "\"state\":\"RUNNING\"", "\"state\":\"SUCCEEDED\"");
    assertThat(told.indexOf("SUCCEEDED")).isGreaterThan(told.indexOf("RUNNING"));
  }

  @Test
  void registersARunThatWasStartedByHand() {
    long campaign = campaign(true);
    String path = "/runs/r-hand-" + campaign;

    Answer begun = tell(path, campaign, ", \"progress\": " + PROGRESS);
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.text("state")).isEqualTo("RUNNING");
    assertThat(begun.json().path("launcher").isNull()).isTrue();
    assertThat(begun.json().at("/progress/rows").longValue()).isEqualTo(120);
    assertThat(api.get(path + "/log").status()).isEqualTo(404);

    Answer ended =
        tell(
            path,
            campaign,
            ", \"state\": \"succeeded\", \"exit_code\": 0, \"report\": " + report(path));
    assertThat(ended.text("state")).isEqualTo("SUCCEEDED");
    assertThat(ended.json().path("progress").isNull()).isTrue();
    assertThat(api.get(path).json().at("/report/scored").longValue()).isPositive();

    Answer retried = api.post(path + "/retry", "");
    assertThat(retried.status()).isEqualTo(409);
    assertThat(retried.text("detail"))
        .isEqualTo(
            "Run %s was started by hand: start it again where it was started"
                .formatted(path.substring("/runs/".length())));

    Answer late = tell(path, campaign, "");
    assertThat(late.text("state")).as("what is over stays over").isEqualTo("SUCCEEDED");
  }

  @Test
  void tellsARunThatWasStartedByHandToEnd() {
    long campaign = campaign(true);
    String path = "/runs/r-stopped-" + campaign;
    assertThat(tell(path, campaign, "").json().path("cancel_requested").booleanValue()).isFalse();

    assertThat(api.post(path + "/cancel", "").status()).isEqualTo(202);

    Answer heard = tell(path, campaign, ", \"progress\": " + PROGRESS);
    assertThat(heard.text("state")).isEqualTo("RUNNING");
    assertThat(heard.json().path("cancel_requested").booleanValue()).isTrue();
    Answer ended =
        tell(
            path,
            campaign,
            ", \"state\": \"failed\", \"exit_code\": 143, \"message\": \"Cancelled\"");
    assertThat(ended.text("state")).isEqualTo("CANCELLED");
    assertThat(ended.text("message")).isEqualTo("Cancelled");
    assertThat(api.post(path + "/cancel", "").status()).as("once more").isEqualTo(202);
  }

  @Test
  void tellsOfARunByHandThatPublishedBeforeItHeardThatItWasCancelled() {
    long campaign = campaign(true);
    String path = "/runs/r-late-" + campaign;
    tell(path, campaign, "");
    api.post(path + "/cancel", "");

    Answer ended =
        tell(
            path,
            campaign,
            ", \"state\": \"succeeded\", \"exit_code\": 0, \"report\": " + report(path));

    assertThat(ended.text("state")).isEqualTo("CANCELLED");
    assertThat(ended.text("message"))
        .isEqualTo("It had published before it could be cancelled: its predictions stand");
  }

  @Test
  void takesACancelledRunThatIsStartedByHandOnceMoreForItsNextAttempt() {
    long campaign = campaign(true);
    String path = "/runs/r-anew-" + campaign;
    tell(path, campaign, "");
    api.post(path + "/cancel", "");
    tell(path, campaign, ", \"state\": \"failed\", \"exit_code\": 143");

    Answer anew = tellFrom(path, campaign, "2026-11-25T10:30:00Z", "");

    assertThat(anew.text("state")).isEqualTo("RUNNING");
    assertThat(anew.json().path("attempt").intValue()).isEqualTo(2);
    assertThat(anew.json().path("cancel_requested").booleanValue()).isFalse();
  }

  private static String report(String path) {
    try (InputStream golden = RunReport.class.getResourceAsStream("/golden/run-report.json")) {
      return new String(golden.readAllBytes(), StandardCharsets.UTF_8)
          .replaceFirst("r-[a-z0-9-]+", path.substring("/runs/".length()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void leavesNoRowInTheAuditLogForEachProgressOfAJob() {
    long campaign = campaign(true);
    String path = "/runs/r-counted-" + campaign;
    tell(path, campaign, "");
    tell(path, campaign, ", \"progress\": " + PROGRESS);
    tell(path, campaign, ", \"progress\": " + PROGRESS);
    tell(path, campaign, ", \"state\": \"failed\", \"exit_code\": 66, \"message\": \"m\"");

    List<JsonNode> rows =
        api.get("/audit?size=1000")
            .json()
            .valueStream()
            .filter(row -> row.path("path").asString().equals(path))
            .toList();

    // A third one tells of both, where the minute was over meanwhile.
    assertThat(rows).hasSizeBetween(2, 3);
  }

  private static final String PROGRESS =
      "{\"step\": \"Scoring\", \"rows\": 120, \"tasks_done\": 1, \"tasks\": 4, \"seconds_left\":"
          + " 2.5}";

  @Test
  void takesARunByHandThatFailedForItsNextAttemptWhenItIsStartedAgain() {
    long campaign = campaign(true);
    String path = "/runs/r-again-" + campaign;
    tell(path, campaign, "");
    tell(
        path,
        campaign,
        ", \"state\": \"failed\", \"exit_code\": 66, \"message\": \"There is no model\"");
    assertThat(api.get(path).text("message")).isEqualTo("There is no model");
    assertThat(api.get(path).text("meaning")).startsWith("something that is named does not exist");

    String later =
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"started_at\": \"2026-11-20T10:30:00Z\"}"
            .formatted(campaign);
    Answer again = api.send("PUT", path, later, "Content-Type", "application/json");

    assertThat(again.text("state")).isEqualTo("RUNNING");
    assertThat(again.json().path("attempt").intValue()).isEqualTo(2);
    assertThat(again.json().path("message").isNull()).isTrue();
  }

  @Test
  void givesUpARunByHandThatFellSilentUntilItSpeaksAgain() {
    long campaign = campaign(true);
    RunId id = new RunId("r-silent-" + campaign);
    Instant longAgo = Instant.parse("2026-11-20T09:30:00Z");
    runs.register(
        new RunOrder(id, RunKind.PREDICTION, campaign, 1, null, null, Map.of(), "somebody"),
        longAgo,
        longAgo);

    runs.giveUp(longAgo.plusSeconds(60), longAgo.plusSeconds(660));

    assertThat(api.get("/runs/" + id).text("state")).isEqualTo("FAILED");
    assertThat(tell("/runs/" + id, campaign, "").text("state")).isEqualTo("RUNNING");
    assertThat(api.get("/runs/" + id).json().path("attempt").intValue()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoNotice() {
    long campaign = campaign(true);
    String path = "/runs/r-odd-" + campaign;

    assertThat(tell(path, campaign, ", \"exit_code\": 0").text("detail"))
        .isEqualTo("A run's notice has state and exit_code once the run is over");
    assertThat(tell(path, campaign, ", \"progress\": 1").text("detail"))
        .isEqualTo("This is no notice of a run, at progress");
    assertThat(
            api.send("PUT", "/runs/r-none", "null", "Content-Type", "application/json")
                .text("detail"))
        .isEqualTo("A notice of a run is a JSON object");
    assertThat(tell(path, campaign, ", \"pipeline\": \"x\"").status()).isEqualTo(400);
    assertThat(tell(path, campaign, ", \"message\": \"a\\u0000b\"").text("detail"))
        .contains("U+0000");
    assertThat(
            tell(path, campaign, ", \"progress\": {\"step\": \"\\ud800\", \"rows\": 1}").status())
        .isEqualTo(400);
    assertThat(startedAt(path, "+999999999-12-31T23:59:59Z").status()).isEqualTo(400);
    assertThat(training(path, "..").text("detail")).contains("Pipeline name '..'");
    assertThat(tell(path, 999_999_999, "").status()).isEqualTo(404);
    assertThat(api.send("PUT", path, "{}", "Content-Type", "application/json").text("detail"))
        .isEqualTo("A run's notice needs kind and started_at");
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  /** Has a run's job end well while its cancellation is on the way to it. */
  private void cancelTooLate(String id) throws Exception {
    Handle handle = awaitHandle(id); // one that was only claimed would never begin
    supervisor.stop();
    try {
      assertThat(api.post("/runs/%s/cancel".formatted(id), "").status()).isEqualTo(202);
      JOBS.letGo(id);
      Await.until(
          "run %s ends".formatted(id),
          () -> launcher.look(new RunId(id), 1, handle) instanceof Sighting.Ended);
    } finally {
      supervisor.start();
    }
  }

  private Handle awaitHandle(String id) throws InterruptedException {
    Await.until("run %s begins".formatted(id), () -> handle(id).isPresent());
    return handle(id).orElseThrow();
  }

  private Optional<Handle> handle(String id) {
    return runs.going(Instance.of(JOBS.data())).stream()
        .filter(launched -> launched.run().runId().value().equals(id))
        .flatMap(launched -> Optional.ofNullable(launched.handle()).stream())
        .findFirst();
  }

  private Answer startedAt(String path, String time) {
    return put(
        path,
        "{\"kind\": \"training\", \"pipeline\": \"a\", \"started_at\": \"%s\"}".formatted(time));
  }

  private Answer training(String path, String pipeline) {
    return put(
        path,
        "{\"kind\": \"training\", \"pipeline\": \"%s\", \"started_at\": \"2026-11-20T09:30:00Z\"}"
            .formatted(pipeline));
  }

  private Answer put(String path, String body) {
    return api.send("PUT", path, body, "Content-Type", "application/json");
  }

  private Answer tell(String path, long campaign, String more) {
    return tellFrom(path, campaign, "2026-11-20T09:30:00Z", more);
  }

  private Answer tellFrom(String path, long campaign, String start, String more) {
    return api.send(
        "PUT",
        path,
        "{\"kind\": \"prediction\", \"campaign_id\": %d, \"started_at\": \"%s\"%s}"
            .formatted(campaign, start, more),
        "Content-Type",
        "application/json");
  }

  private long campaign(boolean active) {
    return api.post(
            "{\"name\": \"Runs\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"], \"is_active\": %s}"
                .formatted(active))
        .id();
  }

  private String start(long campaign, String body) {
    Answer accepted = api.post("/campaigns/%d/runs".formatted(campaign), body);
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    return accepted.text("run_id");
  }

  /** As another service would, that was killed right afterwards. */
  private Run claim(String id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Run claimed = runs.claim(Instance.of(JOBS.data()), now).orElseThrow();
    assertThat(claimed.runId().value()).isEqualTo(id);
    return claimed;
  }

  private String state(String id) {
    return api.get("/runs/" + id).text("state");
  }

  private String log(String id) throws IOException {
    return api.get("/runs/%s/log?lines=50".formatted(id)).response().body();
  }

  private JsonNode over(String id) throws InterruptedException {
    return await(id, "SUCCEEDED", "FAILED", "CANCELLED");
  }

  private JsonNode await(String id, String... states) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonNode run = api.get("/runs/" + id).json();
      if (List.of(states).contains(run.path("state").asString())) {
        return run;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("Run %s is still %s".formatted(id, api.get("/runs/" + id).json()));
  }

  private static String next(Answer page) {
    String link = page.header("Link");
    return link.isEmpty() ? "" : link.substring(link.indexOf("/runs?"), link.indexOf('>'));
  }
}
