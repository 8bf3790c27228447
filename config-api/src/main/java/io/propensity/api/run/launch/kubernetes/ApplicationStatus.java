package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.propensity.api.run.launch.Sighting;
import io.propensity.run.ExitCode;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a SparkApplication stands, by what the operator says of it and by its driver's pod. */
final class ApplicationStatus {

  static final String CONTAINER = "spark-kubernetes-driver";

  /** The operator's words, as in {@code ... ExitCode: 66, Reason: Error}. */
  private static final Pattern EXIT_CODE =
      Pattern.compile("driver container failed with ExitCode: (\\d{1,3})\\b");

  /** The operator's words when somebody took the pod away, which ends it by SIGTERM. */
  private static final String NO_POD = "driver pod not found";

  /** Why the kubelet ends a pod that did nothing wrong. */
  private static final Set<String> EVICTIONS =
      Set.of("Evicted", "Preempting", "NodeShutdown", "Shutdown", "Terminated", "NodeLost");

  private final GenericKubernetesResource application;

  ApplicationStatus(GenericKubernetesResource application) {
    this.application = application;
  }

  /** The name of the driver's pod, once the operator told it. */
  Optional<String> driverPod() {
    return text("driverInfo", "podName");
  }

  /**
   * What became of the run.
   *
   * @param pods finds a pod by its name
   */
  Sighting sighting(Function<String, Optional<Pod>> pods) {
    return switch (text("applicationState", "state").orElse("")) {
      case "COMPLETED" -> new Sighting.Ended(0);
      case "FAILED" -> failed(driverPod().flatMap(pods).map(Pod::getStatus).orElse(null));
      default -> new Sighting.Alive(); // waits, runs, or is tried again by the operator
    };
  }

  private Sighting failed(@Nullable PodStatus pod) {
    String said = text("applicationState", "errorMessage").orElse("it says no more").strip();
    Optional<Integer> code = exitCode(pod).or(() -> exitCode(said));
    if (code.filter(number -> number == ExitCode.TERMINATED).isPresent()
        || said.equals(NO_POD)
        || isEvicted(pod)) {
      return new Sighting.Interrupted(
          code.filter(number -> number != 0).orElse(ExitCode.TERMINATED),
          "The driver's pod was ended from outside, as by an eviction: " + said);
    }
    return code.filter(number -> number != 0)
        .<Sighting>map(Sighting.Ended::new)
        .orElseGet(
            () ->
                new Sighting.Gone(
                    "The SparkApplication failed without an exit code of the job: " + said));
  }

  private static Optional<Integer> exitCode(@Nullable PodStatus pod) {
    if (pod == null || pod.getContainerStatuses() == null) {
      return Optional.empty();
    }
    return pod.getContainerStatuses().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .map(state -> state.getTerminated())
        .filter(Objects::nonNull)
        .map(ContainerStateTerminated::getExitCode)
        .findFirst();
  }

  private static Optional<Integer> exitCode(String said) {
    Matcher found = EXIT_CODE.matcher(said);
    return found.find() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
  }

  private static boolean isEvicted(@Nullable PodStatus pod) {
    if (pod == null) {
      return false;
    }
    boolean isDisrupted =
        pod.getConditions() != null
            && pod.getConditions().stream()
                .anyMatch(
                    condition ->
                        "DisruptionTarget".equals(condition.getType())
                            && "True".equals(condition.getStatus()));
    return isDisrupted || (pod.getReason() != null && EVICTIONS.contains(pod.getReason()));
  }

  private Optional<String> text(String section, String field) {
    Object value = application.get("status", section, field);
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }
}
