package io.propensity.api.run.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.Await;
import io.propensity.api.run.FakeJobs;
import io.propensity.api.run.launch.Launcher;
import io.propensity.environment.KubernetesLauncher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Runs from the request to their end, in a cluster whose operator is the test. */
@ApiTest
@DirtiesContext
class KubernetesRunTest {

  private static final FakeOperator OPERATOR = new FakeOperator();
  private static final FakeJobs JOBS = FakeJobs.create();

  private final Api api;
  private final SmartLifecycle supervisor;

  KubernetesRunTest(
      @Autowired Api api, @Autowired @Qualifier("runSupervisor") SmartLifecycle supervisor) {
    this.api = api;
    this.supervisor = supervisor;
  }

  /** The launcher as the settings would have it made, on the test's API server. */
  @TestConfiguration(proxyBeanMethods = false)
  static class OnTheFakeCluster {

    @Bean
    @Primary
    Launcher cluster(Clock clock) {
      return SparkOperatorLauncher.of(
          OPERATOR.cluster(),
          new KubernetesLauncher("", "predict", "train", "config-api"),
          8,
          clock,
          Duration.ofSeconds(1));
    }
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("propensity.launcher.home", () -> JOBS.home().toString());
    registry.add("propensity.data-directory", () -> "/proc/nowhere"); // nothing is kept there
  }

  @AfterAll
  static void stop() {
    OPERATOR.close();
  }

  @Test
  void scoresACampaign() throws Exception {
    String id = started("");
    assertThat(run(id).path("launcher").asString()).isEqualTo("kubernetes");
    OPERATOR.says(id, "RUNNING", "");
    OPERATOR.writesLog(id, 100, "the last line\n");
    OPERATOR.says(id, "COMPLETED", "");

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(run.path("exit_code").intValue()).isZero();
    OPERATOR.remove(id);
    assertThat(api.get("/runs/%s/log".formatted(id)).response().body())
        .startsWith("(The log is not here any more")
        .endsWith("the last line\n");
  }

  @Test
  void tellsHowAJobFailed() throws Exception {
    String id = started("");
    OPERATOR.writesLog(id, 100, "INFO at it\nThere is no model a/1\n");
    OPERATOR.says(id, "FAILED", "driver container failed with ExitCode: 66, Reason: Error");

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("FAILED");
    assertThat(run.path("exit_code").intValue()).isEqualTo(66);
    assertThat(run.path("message").asString()).isEqualTo("There is no model a/1");
  }

  @Test
  void triesARunAgainUnderItsIdWhoseDriverWasEvicted() throws Exception {
    String id = started("");
    OPERATOR.says(id, "FAILED", "driver container failed with ExitCode: 143, Reason: Error");
    Await.until("attempt 2", () -> isAttempt(id, "2"));

    assertThat(run(id).path("attempt").intValue()).isEqualTo(2);
    OPERATOR.says(id, "COMPLETED", "");
    assertThat(over(id).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void givesUpARunThatIsEvictedAgainAndAgain() throws Exception {
    String id = started("");
    for (int attempt = 1; attempt <= 5; attempt++) {
      String number = String.valueOf(attempt);
      Await.until("attempt " + number, () -> isAttempt(id, number));
      OPERATOR.says(id, "FAILED", "driver pod not found");
    }

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("FAILED");
    assertThat(run.path("attempt").intValue()).isEqualTo(5);
    assertThat(run.path("exit_code").intValue()).isEqualTo(143);
    assertThat(run.path("message").asString()).contains("ended from outside");
  }

  @Test
  void retriesARunThatFailed() throws Exception {
    String id = started("");
    OPERATOR.says(id, "FAILED", "driver container failed with ExitCode: 69, Reason: Error");
    over(id);

    assertThat(api.post("/runs/%s/retry".formatted(id), "").status()).isEqualTo(202);
    Await.until("attempt 2", () -> isAttempt(id, "2"));
    OPERATOR.says(id, "COMPLETED", "");

    assertThat(over(id).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void cancelsARunByRemovingItsObject() throws Exception {
    String id = started("");

    assertThat(api.post("/runs/%s/cancel".formatted(id), "").status()).isEqualTo(202);

    JsonNode run = over(id);
    assertThat(run.path("state").asString()).isEqualTo("CANCELLED");
    assertThat(run.path("message").asString()).isEqualTo("Cancelled");
    assertThat(OPERATOR.application(id)).isEmpty();
  }

  @Test
  void tellsALostObjectAsAFailure() throws Exception {
    String id = started("");
    OPERATOR.remove(id);

    JsonNode run = over(id);

    assertThat(run.path("state").asString()).isEqualTo("FAILED");
    assertThat(run.path("exit_code").isNull()).isTrue();
    assertThat(run.path("message").asString()).contains("somebody deleted it");
  }

  @Test
  void findsItsRunsAgainAfterARestart() throws Exception {
    String ends = started("");
    String goesOn = started("");
    supervisor.stop();
    OPERATOR.says(ends, "COMPLETED", "");
    OPERATOR.says(goesOn, "RUNNING", "");
    supervisor.start();

    assertThat(over(ends).path("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(run(goesOn).path("state").asString()).isEqualTo("RUNNING");
    OPERATOR.says(goesOn, "COMPLETED", "");
    assertThat(over(goesOn).path("state").asString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void saysWhyARunCannotBeStarted() throws Exception {
    long campaign = campaign();
    String id = "r-" + "x".repeat(57);

    api.post("/campaigns/%d/runs".formatted(campaign), "{\"run_id\": \"%s\"}".formatted(id));

    assertThat(over(id).path("message").asString())
        .startsWith("Run id " + id + " cannot name a SparkApplication");
  }

  private String started(String body) throws InterruptedException {
    Answer accepted = api.post("/campaigns/%d/runs".formatted(campaign()), body);
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    String id = accepted.text("run_id");
    Await.until("attempt 1", () -> isAttempt(id, "1"));
    return id;
  }

  private long campaign() {
    return api.post(
            "{\"name\": \"Runs\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\","
                + " \"features\": [\"x\"], \"is_active\": true}")
        .id();
  }

  private static boolean isAttempt(String id, String attempt) {
    return OPERATOR
        .application(id)
        .filter(
            there -> attempt.equals(there.getMetadata().getLabels().get("propensity.io/attempt")))
        .isPresent();
  }

  private JsonNode run(String id) {
    return api.get("/runs/" + id).json();
  }

  private JsonNode over(String id) throws InterruptedException {
    Await.until(
        "run %s is over".formatted(id),
        () ->
            List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(run(id).path("state").asString()));
    return run(id);
  }
}
