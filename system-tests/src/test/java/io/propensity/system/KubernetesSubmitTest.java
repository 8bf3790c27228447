package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code scripts/k8s-submit.sh} with a kubectl and a spark-submit that keep what they are asked.
 * {@code scripts/kube-test.sh} runs it on a cluster.
 */
class KubernetesSubmitTest {

  private static final String OBJECT = "k8s/runs/predict-spark-application.yaml";

  /** Reads files as the real one does, and answers for a cluster with {@code pod} in it. */
  private static final String KUBECTL =
      """
      #!/usr/bin/env bash
      here=$(dirname "$0")
      echo "$*" >>"$here/asked"
      case "$*" in
        "patch --local"*)
          rm -f "$here/../home/bin/submitted"
          exec "$REAL_KUBECTL" "$@"
          ;;
        *namespace*) printf %s "${NAMESPACE-loans}" ;;
        *server*)
          if [[ -n ${NO_CONTEXT:-} ]]; then
            echo "error: current-context must exist" >&2
            exit 1
          fi
          printf https://192.0.2.1:6443
          ;;
        *ignore-not-found*)
          if [[ -f $here/before ]]; then
            cat "$here/before"
          elif [[ -f $here/../home/bin/submitted && -f $here/pod ]]; then
            jq -r .status.phase "$here/pod"
          fi
          ;;
        "delete pod"*) rm "$here/before" ;;
        "get pod"*) cat "$here/pod" || { echo "NotFound" >&2; exit 1; } ;;
        logs*) echo "what the driver said" ;;
      esac
      """;

  private static final String SPARK_SUBMIT =
      """
      #!/usr/bin/env bash
      here=$(dirname "$0")
      printf '%s\\n' "$@" >"$here/submitted"
      while [[ $1 != --properties-file ]]; do shift; done
      cp "$2" "$here/properties"
      cp "$(sed -n 's/^spark.kubernetes.driver.podTemplateFile=//p' "$2")" "$here/driver.json"
      cp "$(sed -n 's/^spark.kubernetes.executor.podTemplateFile=//p' "$2")" "$here/executor.json"
      echo "spark-submit's last word"
      if [[ -n ${MEANWHILE:-} ]]; then "$here/../../$MEANWHILE" >/dev/null 2>&1 & fi
      if [[ -n ${SUBMIT_SECONDS:-} ]]; then exec sleep "$SUBMIT_SECONDS"; fi
      exit "${SUBMIT_CODE:-0}"
      """;

  @TempDir private Path directory;

  @BeforeEach
  void putTheTools() throws IOException {
    assumeThat(Path.of("/usr/bin/jq")).exists();
    assumeThat(realKubectl()).as("kubectl is installed").isNotEmpty();
    put("bin/kubectl", KUBECTL);
    put("home/bin/spark-submit", SPARK_SUBMIT);
  }

  @Test
  void submitsWhatTheObjectSaysInClusterMode() throws IOException {
    ended("Succeeded", 0);

    Ended run = run(Map.of(), OBJECT);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("what the driver said");
    assertThat(lines("home/bin/submitted"))
        .containsSequence("--master", "k8s://https://192.0.2.1:6443", "--deploy-mode", "cluster")
        .containsSequence("--class", "io.propensity.prediction.PredictionJob")
        .endsWith(
            "local:///opt/propensity/jobs/predict-job.jar",
            "--campaign-id",
            "1",
            "--env",
            "/opt/propensity/conf/k8s.yaml");
    assertThat(lines("home/bin/properties"))
        .contains(
            "spark.kubernetes.namespace=loans",
            "spark.kubernetes.container.image=propensity/jobs:0.1.0",
            "spark.kubernetes.driver.pod.name=predict-driver",
            "spark.kubernetes.authenticate.driver.serviceAccountName=propensity-predict",
            "spark.kubernetes.authenticate.executor.serviceAccountName=propensity-executor",
            "spark.kubernetes.driver.ownPersistentVolumeClaim=false",
            "spark.driver.memory=2g",
            "spark.driver.memoryOverhead=768m",
            "spark.kubernetes.driver.limit.cores=2",
            "spark.executor.instances=2",
            "spark.executor.cores=2")
        .noneMatch(line -> line.endsWith("=null"));
    JsonNode driver = json("home/bin/driver.json").path("spec");
    assertThat(driver.at("/securityContext/runAsUser").asInt()).isEqualTo(185);
    assertThat(driver.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean())
        .isTrue();
    assertThat(driver.at("/containers/0/envFrom").findValuesAsText("name"))
        .contains("propensity-job-token");
    JsonNode executor = json("home/bin/executor.json").path("spec");
    assertThat(executor.at("/containers/0/envFrom").findValuesAsText("name"))
        .doesNotContain("propensity-job-token");
    assertThat(executor.path("volumes").findValuesAsText("claimName"))
        .containsExactly("propensity-store");
  }

  @Test
  void takesArgumentsAndAnotherName() throws IOException {
    ended("Succeeded", 0);

    Ended run = run(Map.of("RUN_NAME", "r-7"), OBJECT, "--campaign-id", "7");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(lines("home/bin/submitted")).endsWith("--campaign-id", "7");
    assertThat(lines("home/bin/properties"))
        .contains("spark.kubernetes.driver.pod.name=r-7-driver", "spark.app.name=r-7");
  }

  @Test
  void runsInTheDefaultNamespaceWhereTheContextNamesNone() throws IOException {
    ended("Succeeded", 0);

    Ended run = run(Map.of("NAMESPACE", ""), OBJECT);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(lines("home/bin/properties")).contains("spark.kubernetes.namespace=default");
  }

  @Test
  void tellsAContextThatIsNotThere() {
    Ended run = run(Map.of("NO_CONTEXT", "true"), OBJECT);

    assertThat(run.exitCode()).isEqualTo(78);
    assertThat(run.err()).endsWith("no current context with a cluster: set KUBECONFIG\n");
  }

  @Test
  void waitsNoLongerThanItIsTold() throws IOException {
    Map<String, String> hanging = Map.of("SUBMIT_SECONDS", "300", "RUN_MINUTES", "0.02");
    Ended none = run(hanging, OBJECT);
    put("bin/pod", "{\"status\": {\"phase\": \"Running\"}}");
    Ended running = run(hanging, OBJECT);
    ended("Failed", 66);
    Ended unnoticed = run(hanging, OBJECT);
    Ended never = run(Map.of("RUN_MINUTES", "0"), OBJECT);

    assertThat(none.exitCode()).isEqualTo(69);
    assertThat(none.err())
        .endsWith(
            "after 0.02 minutes (RUN_MINUTES) there is no pod predict-driver: spark-submit's last word\n");
    assertThat(running.exitCode()).isEqualTo(69);
    assertThat(running.err())
        .endsWith(
            "after 0.02 minutes (RUN_MINUTES) pod predict-driver is Running, and goes on:"
                + " kubectl delete pod predict-driver ends it with its executors\n");
    assertThat(unnoticed.exitCode()).isEqualTo(66);
    assertThat(never.exitCode()).isEqualTo(64);
    assertThat(never.err()).contains("RUN_MINUTES '0' is no number of minutes");
  }

  /** Its watch was refused, or lost. */
  @Test
  void endsASparkSubmitThatDoesNotHearOfItsDriversEnd() throws IOException {
    ended("Failed", 66);

    Ended run = run(Map.of("SUBMIT_SECONDS", "300", "RUN_MINUTES", "4"), OBJECT);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(66);
    assertThat(run.out()).contains("what the driver said");
  }

  @Test
  void endsASparkSubmitThatDoesNotHearThatItsDriverWasDeleted() throws IOException {
    put("bin/pod", "{\"status\": {\"phase\": \"Running\"}}");
    put("bin/deletion", "#!/bin/sh\nsleep 8\nrm \"$(dirname \"$0\")/pod\"\n");

    Ended run =
        run(
            Map.of("SUBMIT_SECONDS", "300", "RUN_MINUTES", "4", "MEANWHILE", "bin/deletion"),
            OBJECT);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(143);
    assertThat(run.err()).endsWith("pod predict-driver was deleted before it ended\n");
  }

  @ParameterizedTest
  @CsvSource({"66", "64", "75", "143"})
  void endsWithTheCodeOfTheDriverThoughSparkSubmitAnswers0(int code) throws IOException {
    ended("Failed", code);

    assertThat(run(Map.of(), OBJECT).exitCode()).isEqualTo(code);
  }

  @Test
  void tellsADriverThatWasEvictedOrDeleted() throws IOException {
    put("bin/pod", "{\"status\": {\"phase\": \"Failed\", \"reason\": \"Evicted\"}}");
    Ended evicted = run(Map.of(), OBJECT);
    Files.delete(directory.resolve("bin/pod"));
    Ended deleted = run(Map.of(), OBJECT);

    assertThat(evicted.exitCode()).isEqualTo(143);
    assertThat(evicted.err()).endsWith("was ended from outside: Evicted\n");
    assertThat(deleted.exitCode()).isEqualTo(143);
    assertThat(deleted.err()).endsWith("pod predict-driver was deleted before it ended\n");
  }

  @Test
  void tellsASparkSubmitThatMadeNoDriver() {
    Ended run = run(Map.of("SUBMIT_CODE", "1"), OBJECT);

    assertThat(run.exitCode()).isEqualTo(69);
    assertThat(run.err()).endsWith("spark-submit made no driver: spark-submit's last word\n");
  }

  @ParameterizedTest
  @CsvSource({"Succeeded, 0", "Failed, 0", "Running, 64", "Pending, 64"})
  void replacesADriverThatEndedAndNoOther(String phase, int code) throws IOException {
    put("bin/before", phase);
    ended("Succeeded", 0);

    Ended run = run(Map.of(), OBJECT);

    assertThat(run.exitCode()).isEqualTo(code);
    assertThat(directory.resolve("home/bin/submitted").toFile().exists()).isEqualTo(code == 0);
  }

  @Test
  void refusesFilesThatAreNoSparkApplications() {
    Ended other = run(Map.of(), "k8s/base/spark-store.yaml");
    Ended absent = run(Map.of(), "k8s/nothing.yaml");
    Ended none = run(Map.of());

    assertThat(other.exitCode()).isEqualTo(65);
    assertThat(other.err()).contains("is a PersistentVolumeClaim, not a SparkApplication");
    assertThat(absent.exitCode()).isEqualTo(66);
    assertThat(none.exitCode()).isEqualTo(64);
  }

  private void ended(String phase, int code) throws IOException {
    put(
        "bin/pod",
        """
        {"status": {"phase": "%s", "containerStatuses": [
          {"name": "spark-kubernetes-driver", "state": {"terminated": {"exitCode": %d}}}]}}
        """
            .formatted(phase, code));
  }

  private Ended run(Map<String, String> variables, String... arguments) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
    all.put("REAL_KUBECTL", realKubectl());
    all.put("SPARK_HOME", directory.resolve("home").toString());
    List<String> command = new ArrayList<>(List.of("scripts/k8s-submit.sh"));
    command.addAll(Arrays.asList(arguments));
    return RunningProcess.run(all, command);
  }

  private static String realKubectl() {
    return RunningProcess.run(Map.of(), List.of("bash", "-c", "command -v kubectl || true"))
        .out()
        .strip();
  }

  private void put(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  private JsonNode json(String name) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(name).toFile());
  }
}
