package io.propensity.api.run.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.propensity.api.run.launch.Sighting;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationStatusTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SUBMITTED",
        "RUNNING",
        "SUBMISSION_FAILED",
        "PENDING_RERUN",
        "INVALIDATING",
        "SUCCEEDING",
        "FAILING",
        "UNKNOWN"
      })
  void isAliveUntilTheOperatorIsDoneWithIt(String state) {
    assertThat(sighting(state, "", Optional.empty())).isEqualTo(new Sighting.Alive());
  }

  @Test
  void succeedsWhenItCompleted() {
    assertThat(sighting("COMPLETED", "", Optional.empty())).isEqualTo(new Sighting.Ended(0));
  }

  @Test
  void hasTheExitCodeOfTheDriversContainer() {
    assertThat(sighting("FAILED", "", Optional.of(driver(66, "", ""))))
        .isEqualTo(new Sighting.Ended(66));
  }

  @Test
  void hasTheExitCodeThatTheOperatorTellsWhereThePodIsGone() {
    assertThat(
            sighting(
                "FAILED",
                "driver container failed with ExitCode: 65, Reason: Error",
                Optional.empty()))
        .isEqualTo(new Sighting.Ended(65));
  }

  @ParameterizedTest
  @CsvSource({
    "143, '', ''",
    "137, Evicted, ''",
    "1, NodeShutdown, ''",
    "137, '', DisruptionTarget",
  })
  void isInterruptedWhenItsPodWasEndedFromOutside(int code, String reason, String condition) {
    assertThat(sighting("FAILED", "", Optional.of(driver(code, reason, condition))))
        .isInstanceOfSatisfying(
            Sighting.Interrupted.class,
            interrupted -> assertThat(interrupted.exitCode()).isEqualTo(code));
  }

  @Test
  void isInterruptedWhenItsPodWasTakenAway() {
    assertThat(sighting("FAILED", "driver pod not found", Optional.empty()))
        .isEqualTo(
            new Sighting.Interrupted(
                143,
                "The driver's pod was ended from outside, as by an eviction: driver pod not"
                    + " found"));
  }

  @Test
  void isNoEvictionWhenMemoryRanOut() {
    assertThat(sighting("FAILED", "", Optional.of(driver(137, "", ""))))
        .isEqualTo(new Sighting.Ended(137));
  }

  @Test
  void failsWithoutACodeWhereThereWasNoDriver() {
    assertThat(
            sighting("FAILED", "failed to run spark-submit: exit code 143 or so", Optional.empty()))
        .isEqualTo(
            new Sighting.Gone(
                "The SparkApplication failed without an exit code of the job: failed to run"
                    + " spark-submit: exit code 143 or so"));
  }

  @Test
  void neverTakesAFailureForASuccess() {
    assertThat(sighting("FAILED", "", Optional.of(driver(0, "", ""))))
        .isInstanceOf(Sighting.Gone.class);
  }

  private static Sighting sighting(String state, String message, Optional<Pod> pod) {
    GenericKubernetesResource application = new GenericKubernetesResource();
    application.setAdditionalProperty(
        "status",
        Map.of(
            "applicationState",
            Map.of("state", state, "errorMessage", message),
            "driverInfo",
            Map.of("podName", "r-7-driver")));
    return new ApplicationStatus(application)
        .sighting(name -> pod.filter(found -> name.equals("r-7-driver")));
  }

  private static Pod driver(int code, String reason, String condition) {
    return new PodBuilder()
        .withNewStatus()
        .withPhase("Failed")
        .withReason(reason.isEmpty() ? null : reason)
        .addNewCondition()
        .withType(condition.isEmpty() ? "Ready" : condition)
        .withStatus("True")
        .endCondition()
        .addNewContainerStatus()
        .withName("sidecar")
        .withNewState()
        .withNewTerminated()
        .withExitCode(0)
        .endTerminated()
        .endState()
        .endContainerStatus()
        .addNewContainerStatus()
        .withName(ApplicationStatus.CONTAINER)
        .withNewState()
        .withNewTerminated()
        .withExitCode(code)
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
