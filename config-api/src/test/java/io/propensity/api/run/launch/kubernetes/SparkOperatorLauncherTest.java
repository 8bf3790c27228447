package io.propensity.api.run.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.propensity.api.MutableClock;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.Sighting;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkOperatorLauncherTest {

  private static final RunId RUN = new RunId("r-20261126-093000-000-abcdef");
  private static final String OBJECT = FakeOperator.APPLICATIONS + "/" + RUN;

  private final MutableClock clock = new MutableClock("2026-11-26T09:30:00Z");
  private final FakeOperator operator = new FakeOperator();
  private final List<SparkOperatorLauncher> launchers = new ArrayList<>();
  private final SparkOperatorLauncher launcher = launcher();

  @AfterEach
  void close() {
    launchers.forEach(SparkOperatorLauncher::close);
    operator.close();
  }

  @Test
  void makesOneObjectARunOfTheTemplateAndTheRunsArguments() {
    Handle handle = begin(job(1));

    GenericKubernetesResource made = operator.application(RUN.value()).orElseThrow();
    assertThat(handle)
        .isInstanceOfSatisfying(
            Handle.Named.class,
            named -> {
              assertThat(named.uid()).isEqualTo(made.getMetadata().getUid()).isNotNull();
              assertThat(made.getMetadata().getLabels())
                  .containsEntry("propensity.io/launch", named.launch());
            });
    assertThat(made.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/name", "predict")
        .containsEntry("app.kubernetes.io/managed-by", "propensity-config-api")
        .containsEntry("propensity.io/run", RUN.value())
        .containsEntry("propensity.io/attempt", "1")
        .containsEntry("propensity.io/kind", "prediction");
    assertThat(made.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getKind()).isEqualTo("Deployment");
              assertThat(owner.getName()).isEqualTo("config-api");
              assertThat(owner.getUid()).isNotEmpty();
            });
    assertThat(made.<String>get("spec", "image")).isEqualTo("jobs:1");
    assertThat(made.<List<String>>get("spec", "arguments"))
        .containsExactly(
            "--env", "/opt/conf/k8s.yaml", "--campaign-id=7", "--run-id=" + RUN, "--limit=10");
    assertThat(made.<Map<String, String>>get("spec", "driver", "labels"))
        .containsEntry("app.kubernetes.io/name", "predict")
        .containsEntry("propensity.io/run", RUN.value());
    assertThat(made.<List<Map<String, String>>>get("spec", "driver", "env"))
        .containsExactly(Map.of("name", "PROPENSITY_REQUEST_ID", "value", "nightly.7"));
  }

  @Test
  void trainsThePipelineThatIsAskedFor() {
    begin(
        new Job(
            RUN, 1, RunKind.TRAINING, "telco-churn", List.of("--run-id=" + RUN), Optional.empty()));

    assertThat(
            operator.application(RUN.value()).orElseThrow().<List<String>>get("spec", "arguments"))
        .containsExactly(
            "--env",
            "/opt/conf/k8s.yaml",
            "--pipeline=/opt/pipelines/telco-churn",
            "--register",
            "--run-id=" + RUN);
  }

  @Test
  void makesNothingBeforeItsWord() {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    assertThat(operator.application(RUN.value())).isEmpty();

    prepared.leave();
    assertThat(launcher.look(RUN, 1, prepared.handle())).isEqualTo(new Sighting.NotBegun());
  }

  @Test
  void followsAnObjectToItsEnd() {
    Handle handle = begin(job(1));
    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Alive());
    operator.says(RUN.value(), "RUNNING", "");
    assertThat(later(handle)).isEqualTo(new Sighting.Alive());
    operator.says(RUN.value(), "COMPLETED", "");
    assertThat(later(handle)).isEqualTo(new Sighting.Ended(0));
  }

  @Test
  void tellsHowADriverFailed() {
    Handle handle = begin(job(1));
    operator.says(
        RUN.value(), "FAILED", "driver container failed with ExitCode: 66, Reason: Error");
    assertThat(later(handle)).isEqualTo(new Sighting.Ended(66));

    operator.says(
        RUN.value(), "FAILED", "driver container failed with ExitCode: 143, Reason: Error");
    assertThat(later(handle)).isInstanceOf(Sighting.Interrupted.class);
  }

  @Test
  void readsTheLogOfTheDriverOfThisAttemptAlone() {
    begin(job(2));
    assertThat(launcher.log(RUN, 2, 50)).isEmpty();

    operator.says(RUN.value(), "RUNNING", "");
    operator.writesLog(RUN.value(), 50, "one\ntwo\0\n");
    assertThat(launcher.log(RUN, 2, 50)).containsExactly("one", "two\uFFFD");
    assertThat(launcher.log(RUN, 1, 50)).isEmpty();
  }

  @Test
  void saysThatALogMayNotBeRead() {
    begin(job(1));
    operator.says(RUN.value(), "RUNNING", "");
    operator
        .server()
        .expect()
        .get()
        .withPath(
            "/api/v1/namespaces/jobs/pods/%s-driver/log?container=spark-kubernetes-driver&tailLines=5"
                .formatted(RUN))
        .andReturn(403, refusal(403, "pods/log is forbidden"))
        .always();

    assertThat(launcher.log(RUN, 1, 5))
        .singleElement()
        .asString()
        .contains("The log of pod " + RUN + "-driver", "403", "pods/log is forbidden");
  }

  @Test
  void tellsALostObjectAsLost() {
    Handle handle = begin(job(1));
    operator.remove(RUN.value());

    assertThat(launcher.look(RUN, 1, handle))
        .isEqualTo(
            new Sighting.Gone(
                "Its SparkApplication %s is not in namespace jobs any more: somebody deleted it, or its time to live was over. Retry it: a run publishes once, however often it is tried"
                    .formatted(RUN)));
  }

  @Test
  void takesNoOtherObjectForItsOwnThatHasItsName() {
    Handle handle = begin(job(1));
    GenericKubernetesResource another =
        FakeOperator.object(
            "SparkApplication",
            RUN.value(),
            operator.application(RUN.value()).orElseThrow().getMetadata().getLabels());
    operator.put(another);
    operator.says(RUN.value(), "COMPLETED", "");

    assertThat(later(handle)).isInstanceOf(Sighting.Gone.class);
    launcher.stop(handle);
    assertThat(operator.application(RUN.value())).as("not ours to delete").isPresent();
  }

  @Test
  void findsAnObjectAgainOfWhichOnlyTheLaunchWasWrittenDown() {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    Handle written = prepared.handle();
    prepared.go();

    assertThat(launcher().look(RUN, 1, written)).isEqualTo(new Sighting.Alive());
  }

  @Test
  void takesTheObjectOfTheSameAttemptForTheSameRun() {
    Handle first = begin(job(1));

    assertThat(begin(job(1))).isEqualTo(first);
  }

  @Test
  void leavesAnObjectAloneThatNoRunMade() {
    operator.put(FakeOperator.object("SparkApplication", RUN.value(), Map.of("team", "other")));

    assertThatThrownBy(() -> launcher.prepare(job(1)))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "Namespace jobs has a SparkApplication %s that this run did not make: delete it, or choose another run_id"
                .formatted(RUN));
    assertThat(operator.application(RUN.value())).isPresent();
  }

  @Test
  void removesTheObjectOfAnAttemptBeforeAndKeepsTheRunsName() {
    begin(job(1));
    operator.says(RUN.value(), "FAILED", "");

    Handle second = begin(job(2));

    assertThat(launcher.look(RUN, 2, second)).isEqualTo(new Sighting.Alive());
    assertThat(operator.application(RUN.value()).orElseThrow().getMetadata().getLabels())
        .containsEntry("propensity.io/attempt", "2");
  }

  @Test
  void waitsForTheDriverOfAnAttemptBeforeToEnd() {
    operator.hasTerminatingDriver(RUN.value());

    assertThatThrownBy(() -> launcher.prepare(job(2)))
        .isInstanceOf(NotNowException.class)
        .hasMessage("its attempt before is being removed");
    assertThat(launcher.answers()).as("others go on").isTrue();
  }

  @Test
  void deletesWhatIsCancelled() {
    Handle handle = begin(job(1));

    launcher.stop(handle);
    launcher.stop(handle);

    assertThat(operator.application(RUN.value())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 422})
  void failsARunThatTheServerWillNotHave(int code) {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    operator
        .server()
        .expect()
        .post()
        .withPath(FakeOperator.APPLICATIONS)
        .andReturn(code, refusal(code, "exceeded quota: jobs"))
        .once();

    assertThatThrownBy(prepared::go)
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "SparkApplication %s: the API server answered %d: exceeded quota: jobs"
                .formatted(RUN, code));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void cannotTellWhetherARunBeganWhenTheServerFails(int code) {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    operator
        .server()
        .expect()
        .post()
        .withPath(FakeOperator.APPLICATIONS)
        .andReturn(code, refusal(code, "etcd is away"))
        .once();

    assertThatThrownBy(prepared::go)
        .isInstanceOf(NotNowException.class)
        .hasMessageContaining("etcd is away");
    assertThat(launcher.answers()).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(launcher.look(RUN, 1, prepared.handle())).isEqualTo(new Sighting.NotBegun());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 410, 429, 500, 503})
  void takesNoRefusalToLookForTheEndOfARun(int code) {
    Handle handle = begin(job(1));
    operator.server().expect().get().withPath(OBJECT).andReturn(code, refusal(code, "no")).once();

    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Unknown());
    assertThat(later(handle)).isEqualTo(new Sighting.Alive());
  }

  @Test
  void waitsForAServerThatIsAway() {
    Handle handle = begin(job(1));
    operator.stop();

    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Unknown());
    assertThat(launcher.answers()).isFalse();
    assertThatThrownBy(() -> launcher.prepare(job(2))).isInstanceOf(NotNowException.class);
    assertThatThrownBy(() -> launcher.stop(handle)).isInstanceOf(NotNowException.class);
    assertThatThrownBy(() -> launcher.log(RUN, 1, 5)).isInstanceOf(NotNowException.class);
  }

  @Test
  void refusesATemplateOfWhichNoRunCanBeMade() {
    operator.schedule("predict", List.of("--campaign-id", "1"));
    assertThatThrownBy(() -> launcher.prepare(job(1)))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith(
            "The arguments of ScheduledSparkApplication predict name no environment file");

    operator.put(FakeOperator.object("ScheduledSparkApplication", "predict", Map.of("team", "x")));
    assertThatThrownBy(() -> launcher.prepare(job(1)))
        .hasMessageStartingWith(
            "ScheduledSparkApplication predict has no spec.template with a driver");
  }

  @Test
  void refusesATokenThatEverybodyCouldRead() {
    GenericKubernetesResource schedule =
        FakeOperator.object("ScheduledSparkApplication", "predict", Map.of());
    schedule.setAdditionalProperty(
        "spec",
        Map.of(
            "template",
            Map.of(
                "arguments",
                List.of("--env", "/opt/conf/k8s.yaml"),
                "driver",
                Map.of("env", List.of(Map.of("name", "PROPENSITY_TOKEN", "value", "abc"))))));
    operator.put(schedule);

    assertThatThrownBy(() -> launcher.prepare(job(1)))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "ScheduledSparkApplication predict has the value of PROPENSITY_TOKEN in it: take it"
                + " from a Secret, by envFrom");
  }

  @Test
  void refusesNamesThatAreNone() {
    for (String name : List.of("r-ends-with-", "r-" + "x".repeat(54))) {
      Job job = new Job(new RunId(name), 1, RunKind.PREDICTION, null, List.of(), Optional.empty());
      assertThatThrownBy(() -> launcher.prepare(job))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("at most 55 characters");
    }
  }

  @Test
  void namesATemplateOrAnOwnerThatIsNotThere() {
    assertThatThrownBy(
            () -> launcher(new KubernetesLauncher("", "absent", "train", "")).prepare(job(1)))
        .isInstanceOf(LaunchException.class)
        .hasMessageStartingWith("There is no ScheduledSparkApplication absent in namespace jobs");
    assertThatThrownBy(
            () ->
                launcher(new KubernetesLauncher("", "predict", "train", "absent")).prepare(job(1)))
        .hasMessage(
            "There is no Deployment absent in namespace jobs: mend launcher.kubernetes.owner");
  }

  @Test
  void knowsNoRunThatAnotherLauncherStarted() {
    assertThat(launcher.look(RUN, 1, new Handle.LocalProcess(1, clock.instant())))
        .isInstanceOf(Sighting.Gone.class);
  }

  private Sighting later(Handle handle) {
    clock.advance(ApplicationWatch.RESYNC);
    return launcher.look(RUN, 1, handle);
  }

  private Handle begin(Job job) {
    return launcher.prepare(job).go();
  }

  private SparkOperatorLauncher launcher() {
    return launcher(new KubernetesLauncher("", "predict", "train", "config-api"));
  }

  private SparkOperatorLauncher launcher(KubernetesLauncher settings) {
    SparkOperatorLauncher made =
        SparkOperatorLauncher.of(operator.cluster(), settings, 4, clock, Duration.ofSeconds(5));
    launchers.add(made);
    return made;
  }

  private static Job job(int attempt) {
    return new Job(
        RUN,
        attempt,
        RunKind.PREDICTION,
        null,
        List.of("--campaign-id=7", "--run-id=" + RUN, "--limit=10"),
        Optional.of("nightly.7"));
  }

  private static Object refusal(int code, String message) {
    return new StatusBuilder().withStatus("Failure").withCode(code).withMessage(message).build();
  }
}
