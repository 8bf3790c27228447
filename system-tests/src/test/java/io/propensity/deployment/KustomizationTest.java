package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.propensity.deployment.KubernetesFiles.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The base and the overlays of k8s/, and what comes of them. */
class KustomizationTest {

  private static final String BASE = "k8s/base";
  private static final String DEMO = "k8s/overlays/demo";
  private static final String PRODUCTION = "k8s/overlays/production";

  /** Of 2 cores and 4 GB a node keeps some for itself, and for what every cluster runs. */
  private static final double FREE_CORES = 1.5;

  private static final long FREE_MEBIBYTES = 3_400;

  @ParameterizedTest
  @ValueSource(strings = {BASE, DEMO, PRODUCTION})
  void nameAllFilesOfTheirFolder(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Checkout.path(folder))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("kustomization.yaml"))
          .containsExactlyInAnyOrderElementsOf(Kustomization.of(folder).files());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DEMO, PRODUCTION})
  void patchOnlyWhatTheBaseHasAndChangeIt(String folder) {
    Kustomization overlay = Kustomization.of(folder);

    assertThat(overlay.patches())
        .allSatisfy(
            patch -> assertThat(overlay.resources()).anyMatch(resource -> resource.isOf(patch)));
    assertThat(overlay.resources()).isEqualTo(Kustomization.of(BASE).objects());
    assertThat(overlay.objects()).isNotEqualTo(overlay.resources());
  }

  @ParameterizedTest
  @ValueSource(strings = {BASE, DEMO, PRODUCTION})
  void makeApplicationsThatTheOperatorTakesOfTheImageOfThisRelease(String folder) {
    List<Document> applications = ofKind("ScheduledSparkApplication", folder);

    assertThat(applications).hasSize(2);
    assertThat(applications)
        .allSatisfy(
            application -> {
              assertThat(OperatorSchema.violations(application.json())).isEmpty();
              assertThat(application.json().at("/spec/suspend").asBoolean()).isTrue();
              assertThat(SparkJob.of(application).text("image"))
                  .isEqualTo("propensity/jobs:" + Checkout.release());
            });
    assertThat(ofKind("Deployment", folder))
        .singleElement()
        .satisfies(
            service ->
                assertThat(service.json().at("/spec/template/spec/containers/0/image").asText())
                    .isEqualTo("propensity/config-api:" + Checkout.release()));
  }

  @Test
  void letEachJobOfTheDemoFitOnOneNodeBesideTheService() {
    JsonNode service = ofKind("Deployment", DEMO).get(0).json();
    JsonNode requests = service.at("/spec/template/spec/containers/0/resources/requests");
    int replicas = service.at("/spec/replicas").asInt();
    double cores = replicas * Quantities.cores(requests.path("cpu").asText());
    long memory = replicas * Quantities.mebibytes(requests.path("memory").asText());

    assertThat(ofKind("ScheduledSparkApplication", DEMO))
        .allSatisfy(
            application -> {
              JsonNode spec = SparkJob.of(application).spec();
              assertThat(cores + cores(spec)).isLessThanOrEqualTo(FREE_CORES);
              assertThat(memory + mebibytes(spec)).isLessThanOrEqualTo(FREE_MEBIBYTES);
            });
    assertThat(ofKind("PodDisruptionBudget", DEMO)).as("of one replica").isEmpty();
    assertThat(ofKind("HorizontalPodAutoscaler", DEMO)).isEmpty();
    assertThat(variables(service)).containsEntry("PROPENSITY_LAUNCHER_CONCURRENCY", "1");
  }

  @Test
  void keepSeveralReplicasInProductionOnSeveralNodes() {
    JsonNode service = ofKind("Deployment", PRODUCTION).get(0).json();

    assertThat(service.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(service.at("/spec/template/spec/topologySpreadConstraints")).hasSize(2);
    assertThat(ofKind("HorizontalPodAutoscaler", PRODUCTION))
        .singleElement()
        .satisfies(
            scaler -> {
              assertThat(scaler.json().at("/spec/minReplicas").asInt()).isEqualTo(2);
              assertThat(scaler.json().at("/spec/scaleTargetRef/name").asText())
                  .isEqualTo("config-api");
            });
    assertThat(variables(service))
        .containsEntry("PROPENSITY_ENVIRONMENT", "/app/conf/k8s.yaml")
        .containsEntry("PROPENSITY_LOG_FORMAT", "json");
  }

  @ParameterizedTest
  @ValueSource(strings = {BASE, DEMO, PRODUCTION})
  void comeOutOfKubectlAsTheyDoHere(String folder) throws Exception {
    Process kubectl = kubectl(folder);
    String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(kubectl.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(kubectl.exitValue()).isZero();
    assertThat(byName(KubernetesFiles.documents(folder, text)))
        .isEqualTo(byName(Kustomization.of(folder).objects()));
  }

  private static Process kubectl(String folder) throws InterruptedException {
    boolean isThere;
    try {
      Process asked = process("kubectl", "kustomize", "--help");
      asked.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      isThere = asked.waitFor() == 0;
    } catch (IOException absent) {
      isThere = false;
    }
    assumeThat(isThere).as("kubectl kustomize is installed").isTrue();
    try {
      return process("kubectl", "kustomize", Checkout.path(folder).toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Process process(String... command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Lists of named things have no order; Kustomize adds to their front. */
  private static Map<String, JsonNode> byName(List<Document> documents) {
    Map<String, JsonNode> all = new TreeMap<>();
    for (Document document : documents) {
      JsonNode json = document.json().deepCopy();
      sort(json);
      all.put(document.kind() + " " + document.name(), json);
    }
    return all;
  }

  private static void sort(JsonNode node) {
    node.forEach(KustomizationTest::sort);
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue() instanceof ArrayNode array) {
                  List<JsonNode> elements = new ArrayList<>();
                  array.forEach(elements::add);
                  if (elements.stream().allMatch(element -> element.has("name"))) {
                    elements.sort(Comparator.comparing(element -> element.path("name").asText()));
                    array.removeAll().addAll(elements);
                  }
                }
              });
    }
  }

  private static double cores(JsonNode spec) {
    return requestedCores(spec.path("driver"))
        + spec.at("/executor/instances").asInt() * requestedCores(spec.path("executor"));
  }

  private static double requestedCores(JsonNode pod) {
    return Quantities.cores(
        pod.has("coreRequest") ? pod.path("coreRequest").asText() : pod.path("cores").asText());
  }

  private static long mebibytes(JsonNode spec) {
    return requestedMebibytes(spec.path("driver"))
        + spec.at("/executor/instances").asInt() * requestedMebibytes(spec.path("executor"));
  }

  private static long requestedMebibytes(JsonNode pod) {
    return Quantities.mebibytes(pod.path("memory").asText())
        + Quantities.mebibytes(pod.path("memoryOverhead").asText());
  }

  private static List<Document> ofKind(String kind, String folder) {
    return Kustomization.of(folder).objects().stream()
        .filter(object -> object.kind().equals(kind))
        .toList();
  }

  private static Map<String, String> variables(JsonNode deployment) {
    Map<String, String> all = new TreeMap<>();
    SparkJob.elements(deployment.at("/spec/template/spec/containers/0/env"))
        .forEach(
            variable -> all.put(variable.path("name").asText(), variable.path("value").asText()));
    return all;
  }
}
