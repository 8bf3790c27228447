package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.deployment.KubernetesFiles.Document;
import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.environment.KubernetesLauncher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objects of k8s/ fit together: what one names, another is. */
class KubernetesFilesTest {

  /** A field that names an object of a kind, and the field beside it that names a key there. */
  private static final Map<String, String> KINDS =
      Map.of(
          "secretRef", "Secret",
          "secretKeyRef", "Secret",
          "configMapRef", "ConfigMap",
          "configMapKeyRef", "ConfigMap",
          "configMap", "ConfigMap");

  private record Reference(String kind, String name, String key) {}

  static List<Document> documents() {
    return KubernetesFiles.all();
  }

  static List<Document> services() {
    return KubernetesFiles.ofKind("Service");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void haveAVersionAKindAndANameAndNoNamespace(Document document) {
    assertThat(document.json().path("apiVersion").asText()).isNotEmpty();
    assertThat(document.kind()).isNotEmpty();
    assertThat(document.name()).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    assertThat(document.json().at("/metadata/namespace").isMissingNode())
        .as("kubectl -n chooses the namespace")
        .isTrue();
  }

  @Test
  void keepWhoSignedInAtOneReplica() {
    assertThat(services())
        .filteredOn(service -> service.name().equals("config-api"))
        .extracting(service -> service.json().at("/spec/sessionAffinity").asText())
        .containsExactly("ClientIP");
  }

  @Test
  void nameEachObjectOnce() {
    assertThat(documents())
        .extracting(document -> document.kind() + " " + document.name())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void referToObjectsAndKeysThatAreThere(Document document) {
    assertThat(references(document.json()))
        .allSatisfy(
            reference ->
                assertThat(KubernetesFiles.ofKind(reference.kind()))
                    .anyMatch(object -> is(object, reference)));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void runUnderAccountsThatAreThere(Document document) {
    assertThat(Stream.of("serviceAccount", "serviceAccountName"))
        .allSatisfy(
            field ->
                assertThat(document.json().findValuesAsText(field))
                    .allSatisfy(account -> assertThat(names("ServiceAccount")).contains(account)));
  }

  @Test
  void bindRolesAndAccountsThatAreThere() {
    assertThat(KubernetesFiles.ofKind("RoleBinding"))
        .isNotEmpty()
        .allSatisfy(
            binding -> {
              JsonNode role = binding.json().path("roleRef");
              assertThat(names(role.path("kind").asText())).contains(role.path("name").asText());
              assertThat(SparkJob.elements(binding.json().path("subjects")))
                  .isNotEmpty()
                  .allSatisfy(
                      subject ->
                          assertThat(names(subject.path("kind").asText()))
                              .contains(subject.path("name").asText()));
            });
  }

  @Test
  void letDriversAndNobodyElseMakePods() {
    Set<String> bound =
        KubernetesFiles.ofKind("RoleBinding").stream()
            .flatMap(binding -> SparkJob.elements(binding.json().path("subjects")))
            .map(subject -> subject.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(KubernetesFiles.jobs())
        .allSatisfy(
            job -> {
              assertThat(bound).contains(job.spec().at("/driver/serviceAccount").asText());
              assertThat(bound).doesNotContain(job.spec().at("/executor/serviceAccount").asText());
            });
    assertThat(verbs(role("config-api"), "pods")).containsExactly("get");
  }

  @Test
  void letDriversAskOfPodsWhatSparkAsksAndNothingOfWhatElseIsThere() {
    assertThat(SparkJob.elements(role("propensity-driver").json().path("rules")))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(SparkJob.elements(rule.path("resources")).map(JsonNode::asText))
                  .containsExactly("pods");
              assertThat(SparkJob.elements(rule.path("verbs")).map(JsonNode::asText))
                  .containsExactlyInAnyOrder(
                      "get", "list", "watch", "create", "delete", "deletecollection");
            });
    assertThat(KubernetesFiles.jobs())
        .allSatisfy(
            job -> {
              assertThat(setting(job, "spark.kubernetes.driver.ownPersistentVolumeClaim"))
                  .as("claims are neither looked for nor removed")
                  .isEqualTo("false");
              assertThat(setting(job, "spark.kubernetes.driver.service.deleteOnTermination"))
                  .as("the driver's service goes with its pod")
                  .isEqualTo("false");
              assertThat(setting(job, "spark.kubernetes.executor.disableConfigMap"))
                  .as("executors have their settings of the image")
                  .isEqualTo("true");
            });
  }

  @Test
  void giveEachKindOfJobAnAccountOfItsOwn() {
    Map<String, Set<String>> accounts =
        KubernetesFiles.jobs().stream()
            .collect(
                Collectors.groupingBy(
                    job -> job.text("mainClass"),
                    Collectors.mapping(
                        job -> job.spec().at("/driver/serviceAccount").asText(),
                        Collectors.toSet())));

    assertThat(accounts.values())
        .containsExactlyInAnyOrder(Set.of("propensity-predict"), Set.of("propensity-train"));
    assertThat(
            named("ServiceAccount", "propensity-executor")
                .json()
                .path("automountServiceAccountToken")
                .asBoolean(true))
        .isFalse();
  }

  private static String setting(SparkJob job, String name) {
    return job.spec().path("sparkConf").path(name).asText();
  }

  @Test
  void letTheServicesLauncherDoWhatItAsksForAndNoMore() {
    Document role = role("config-api");

    assertThat(verbs(role, "sparkapplications"))
        .containsExactlyInAnyOrder("get", "list", "watch", "create", "delete");
    assertThat(verbs(role, "scheduledsparkapplications")).containsExactly("get");
    assertThat(verbs(role, "pods/log")).containsExactly("get");
    assertThat(verbs(role, "deployments")).containsExactly("get");
    assertThat(SparkJob.elements(role.json().path("rules")))
        .flatExtracting(rule -> SparkJob.elements(rule.path("resources")).toList())
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(
            "sparkapplications", "scheduledsparkapplications", "pods", "pods/log", "deployments");
    assertThat(SparkJob.elements(role.json().path("rules")))
        .flatExtracting(rule -> SparkJob.elements(rule.path("resourceNames")).toList())
        .extracting(JsonNode::asText)
        .isNotEmpty()
        .doesNotContain("*");
    assertThat(deployment().at("/spec/template/spec/serviceAccountName").asText())
        .isEqualTo("config-api");
  }

  @Test
  void haveWhatTheLauncherMakesRunsOf() {
    KubernetesLauncher launcher =
        Objects.requireNonNull(Objects.requireNonNull(environment().launcher()).kubernetes());

    assertThat(names("ScheduledSparkApplication"))
        .containsExactlyInAnyOrder(launcher.prediction(), launcher.training());
    assertThat(names("Deployment")).containsExactly(launcher.owner());
    assertThat(allowed("scheduledsparkapplications"))
        .containsExactlyInAnyOrder(launcher.prediction(), launcher.training());
    assertThat(allowed("deployments")).containsExactly(launcher.owner());
    assertThat(KubernetesFiles.ofKind("ScheduledSparkApplication"))
        .allSatisfy(
            schedule -> {
              SparkJob job = SparkJob.of(schedule);
              assertThat(schedule.json().at("/spec/suspend").asBoolean()).isTrue();
              assertThat(job.spec().at("/restartPolicy/onFailureRetries").asInt(-1))
                  .as("the service tries again what makes sense to")
                  .isZero();
            });
  }

  @Test
  void letTheServiceReadModelsAndWarehouseAndWriteNothing() {
    JsonNode pod = deployment().at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    List<String> volumes =
        SparkJob.elements(pod.path("volumes")).map(volume -> volume.path("name").asText()).toList();

    assertThat(SparkJob.elements(container.path("volumeMounts")))
        .extracting(mount -> mount.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(SparkJob.elements(container.path("volumeMounts")))
        .filteredOn(mount -> mount.path("readOnly").asBoolean())
        .extracting(mount -> mount.path("mountPath").asText())
        .singleElement()
        .satisfies(
            path -> {
              assertThat(environment().roots().models()).startsWith(path + "/");
              assertThat(environment().roots().warehouse()).startsWith(path + "/");
            });
    assertThat(secrets(container))
        .contains(
            "config-api-database",
            "config-api-admin",
            "config-api-notification",
            "warehouse-catalog");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/supplementalGroups/0").asInt())
        .as("of the jobs, who write the volume")
        .isEqualTo(Integer.parseInt(JobImage.instruction("USER").replaceFirst(".*:", "")));
  }

  @Test
  void keepTheServiceThereWhileNodesAndReplicasComeAndGo() {
    JsonNode deployment = deployment();
    JsonNode container = deployment.at("/spec/template/spec/containers/0");

    assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(container.at("/" + probe + "/httpGet/path").asText())
          .startsWith("/actuator/health/");
    }
    assertThat(KubernetesFiles.ofKind("PodDisruptionBudget"))
        .singleElement()
        .satisfies(
            budget -> {
              assertThat(budget.json().at("/spec/minAvailable").asInt()).isEqualTo(1);
              assertThat(budget.json().at("/spec/selector/matchLabels"))
                  .isEqualTo(deployment.at("/spec/selector/matchLabels"));
            });
    assertThat(KubernetesFiles.ofKind("HorizontalPodAutoscaler"))
        .singleElement()
        .satisfies(
            scaler ->
                assertThat(scaler.json().at("/spec/scaleTargetRef/name").asText())
                    .isEqualTo("config-api"));
  }

  @Test
  void letOnlyThoseReachThePodsWhoHaveTo() {
    assertThat(names("NetworkPolicy")).containsExactlyInAnyOrder("config-api", "spark-jobs");
    JsonNode service = named("NetworkPolicy", "config-api").json();
    assertThat(service.at("/spec/podSelector/matchLabels"))
        .isEqualTo(deployment().at("/spec/selector/matchLabels"));
    assertThat(SparkJob.elements(service.at("/spec/policyTypes")).map(JsonNode::asText))
        .containsExactly("Ingress", "Egress");
    assertThat(SparkJob.elements(service.at("/spec/ingress")))
        .allSatisfy(
            rule -> {
              assertThat(rule.path("from")).as("nobody in general").isNotEmpty();
              assertThat(listening(deployment())).contains(rule.at("/ports/0/port").asText());
            });
    JsonNode drivers = service.at("/spec/ingress/0/from/0/podSelector/matchLabels");
    assertThat(KubernetesFiles.jobs())
        .allSatisfy(
            job ->
                assertThat(job.spec().at("/driver/labels").properties())
                    .containsAll(drivers.properties()));
  }

  @Test
  void takeTheKeyOfWebhooksFromASecretAndInComposeFromTheEnvironment() {
    assertThat(
            named("Secret", "config-api-notification")
                .json()
                .at("/stringData")
                .has("PROPENSITY_NOTIFICATION_KEY"))
        .isTrue();
    assertThat(Checkout.text("docker-compose.yml"))
        .contains("PROPENSITY_NOTIFICATION_KEY: ${PROPENSITY_NOTIFICATION_KEY:-}\n");
    assertThat(Checkout.text("docs/configuration.md")).contains("`PROPENSITY_NOTIFICATION_KEY`");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("services")
  void leadServicesToPodsThatListen(Document service) {
    List<Document> behind =
        KubernetesFiles.ofKind("Deployment").stream()
            .filter(deployment -> selects(service, deployment))
            .toList();
    assertThat(behind).as("deployments that %s selects", service).hasSize(1);
    JsonNode deployment = behind.get(0).json();
    assertThat(deployment.at("/spec/selector/matchLabels").properties())
        .isSubsetOf(deployment.at("/spec/template/metadata/labels").properties());
    assertThat(SparkJob.elements(service.json().at("/spec/ports")))
        .allSatisfy(port -> assertThat(listening(deployment)).contains(target(port)));
  }

  @Test
  void letTheServiceReadTheFileThatTheJobsRead() {
    assertThat(KubernetesFiles.ofKind("Deployment"))
        .singleElement()
        .satisfies(
            service ->
                assertThat(variables(service))
                    .containsEntry("PROPENSITY_ENVIRONMENT", "/app/conf/k8s.yaml")
                    .doesNotContainKeys("PROPENSITY_MODELS_ROOT", "PROPENSITY_WAREHOUSE_ROOT"));
    assertThat(Checkout.path("config-api/Dockerfile"))
        .content()
        .contains(
            "WORKDIR /app\n", "COPY conf/k8s.yaml conf/k8s.yaml\n", "COPY pipelines pipelines\n");
  }

  @Test
  void holdNoSecretBesidesTemplates() {
    assertThat(KubernetesFiles.ofKind("Secret"))
        .allSatisfy(
            secret -> {
              assertThat(secret.file()).endsWith("-secret.template.yaml");
              assertThat(secret.json().path("data").isMissingNode()).isTrue();
            });
  }

  private static boolean is(Document object, Reference reference) {
    return object.name().equals(reference.name())
        && (reference.key().isEmpty()
            || object.json().path("stringData").has(reference.key())
            || object.json().path("data").has(reference.key()));
  }

  private static List<Reference> references(JsonNode node) {
    List<Reference> found = new ArrayList<>();
    node.findParents("claimName").stream()
        .map(claim -> reference("PersistentVolumeClaim", claim.path("claimName"), claim))
        .forEach(found::add);
    node.findParents("secretName").stream()
        .map(secret -> reference("Secret", secret.path("secretName"), secret))
        .forEach(found::add);
    KINDS.forEach(
        (field, kind) ->
            node.findValues(field).stream()
                .map(named -> reference(kind, named.path("name"), named))
                .forEach(found::add));
    return found;
  }

  private static Reference reference(String kind, JsonNode name, JsonNode holder) {
    return new Reference(kind, name.asText(), holder.path("key").asText());
  }

  private static List<String> names(String kind) {
    return KubernetesFiles.ofKind(kind).stream().map(Document::name).toList();
  }

  private static Document named(String kind, String name) {
    return KubernetesFiles.ofKind(kind).stream()
        .filter(object -> object.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  private static Document role(String name) {
    return named("Role", name);
  }

  private static JsonNode deployment() {
    return named("Deployment", "config-api").json();
  }

  /** As a pod reads it whose variables name no other store. */
  private static Environment environment() {
    return EnvironmentFile.read(Checkout.path("conf/k8s.yaml").toString(), Map.of());
  }

  private static List<String> secrets(JsonNode container) {
    return SparkJob.elements(container.path("envFrom"))
        .map(source -> source.at("/secretRef/name").asText())
        .toList();
  }

  /** The names that the service may ask for of a resource. */
  private static List<String> allowed(String resource) {
    return SparkJob.elements(role("config-api").json().path("rules"))
        .filter(rule -> rule.at("/resources/0").asText().equals(resource))
        .flatMap(rule -> SparkJob.elements(rule.path("resourceNames")))
        .map(JsonNode::asText)
        .toList();
  }

  private static List<String> verbs(Document role, String resource) {
    return SparkJob.elements(role.json().path("rules"))
        .filter(
            rule ->
                SparkJob.elements(rule.path("resources"))
                    .anyMatch(named -> named.asText().equals(resource)))
        .flatMap(rule -> SparkJob.elements(rule.path("verbs")))
        .map(JsonNode::asText)
        .toList();
  }

  private static boolean selects(Document service, Document deployment) {
    var wanted = service.json().at("/spec/selector").properties();
    return !wanted.isEmpty()
        && deployment.json().at("/spec/template/metadata/labels").properties().containsAll(wanted);
  }

  private static List<String> listening(JsonNode deployment) {
    return SparkJob.elements(deployment.at("/spec/template/spec/containers"))
        .flatMap(container -> SparkJob.elements(container.path("ports")))
        .flatMap(port -> Stream.of(port.path("name").asText(), port.path("containerPort").asText()))
        .toList();
  }

  private static Map<String, String> variables(Document deployment) {
    return SparkJob.elements(deployment.json().at("/spec/template/spec/containers/0/env"))
        .collect(
            Collectors.toMap(
                variable -> variable.path("name").asText(),
                variable -> variable.path("value").asText()));
  }

  private static String target(JsonNode port) {
    return port.path(port.has("targetPort") ? "targetPort" : "port").asText();
  }
}
