package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.propensity.deployment.KubernetesFiles.Document;
import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Spark applications of k8s/: fit for the operator, and for the jobs and the image here. */
class SparkApplicationsTest {

  static List<Document> applications() {
    return KubernetesFiles.applications();
  }

  static List<SparkJob> jobs() {
    return KubernetesFiles.jobs();
  }

  @Test
  void runsAndSchedulesPredictAndTrain() {
    assertThat(applications())
        .extracting(Document::kind, Document::name)
        .containsExactlyInAnyOrder(
            tuple("SparkApplication", "predict"),
            tuple("ScheduledSparkApplication", "predict"),
            tuple("SparkApplication", "train"),
            tuple("ScheduledSparkApplication", "train"));
  }

  @ParameterizedTest
  @MethodSource("applications")
  void haveTheFieldsAndTypesThatTheOperatorRequires(Document application) {
    assertThat(OperatorSchema.violations(application.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void runAMainClassOfTheModuleWhoseJarTheyName(SparkJob job) throws Exception {
    String jar = JobImage.sourceOf(job.jarInTheImage());
    String module = jar.replaceFirst("/.*", "");
    String source = job.text("mainClass").replace('.', '/') + ".java";
    assertThat(Checkout.path(module + "/src/main/java/" + source)).isRegularFile();
    assertThat(Checkout.text(module + "/pom.xml"))
        .as("the build puts the job's jar where the image takes it")
        .contains(jar.replaceFirst(".*/target/", "\\${project.build.directory}/"))
        .contains("<mainClass>%s</mainClass>".formatted(job.text("mainClass")));
    assertThat(Class.forName(job.text("mainClass")).getMethod("main", String[].class)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void giveArgumentsThatTheJobTakes(SparkJob job) throws Exception {
    String[] arguments = job.arguments().toArray(String[]::new);
    assertThatCode(() -> job.commandLine().parseArgs(arguments)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void nameFilesThatAreInTheImage(SparkJob job) {
    assertThat(job.arguments())
        .filteredOn(argument -> argument.startsWith("/"))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(Checkout.path(JobImage.sourceOf(path))).exists());
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void keepTheRootsOfTheirEnvironmentOnAMountedVolume(SparkJob job) {
    Environment environment = environment(job, Map.of());
    assertThat(job.pods())
        .allSatisfy(
            pod ->
                assertThat(roots(environment))
                    .allSatisfy(
                        root ->
                            assertThat(mounts(pod))
                                .anySatisfy(mount -> assertThat(root).startsWith(mount + "/"))));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void takeAnotherStoreFromTheProcessEnvironment(SparkJob job) {
    Map<String, String> variables =
        Map.of("PROPENSITY_STORE", "s3a://bucket/x", "PROPENSITY_RAW", "s3a://bucket/raw");
    assertThat(roots(environment(job, variables)))
        .allSatisfy(root -> assertThat(root).startsWith("s3a://bucket/"));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void askTheServiceThatIsDeployedBesideThem(SparkJob job) {
    List<String> given =
        SparkJob.elements(job.spec().at("/driver/env"))
            .filter(variable -> variable.path("name").asText().equals("PROPENSITY_CONFIG_API_URL"))
            .map(variable -> variable.path("value").asText())
            .toList();
    List<String> asked =
        Stream.concat(given.stream(), Stream.of(environment(job, Map.of()).configApi().url()))
            .toList();
    assertThat(asked)
        .allSatisfy(url -> assertThat(KubernetesFiles.ofKind("Service")).anyMatch(serves(url)));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void giveTheTokenOfTheServiceToTheDriverAlone(SparkJob job) {
    assertThat(secrets(job.spec().path("driver"))).contains("propensity-job-token");
    assertThat(secrets(job.spec().path("executor"))).doesNotContain("propensity-job-token");
  }

  private static List<String> secrets(JsonNode pod) {
    return SparkJob.elements(pod.path("envFrom"))
        .map(source -> source.at("/secretRef/name").asText())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void useTheImageOfThisReleaseAndItsSpark(SparkJob job) {
    assertThat(job.text("image")).isEqualTo("propensity/jobs:" + Checkout.release());
    assertThat(job.text("sparkVersion")).isEqualTo(Checkout.sparkVersion());
    assertThat(Checkout.text("docs/kubernetes.md")).contains("`" + job.text("image") + "`");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void mountOnlyVolumesThatTheyDeclareAndAllThatIsWrittenTo(SparkJob job) {
    List<String> declared =
        job.elements("volumes").map(volume -> volume.path("name").asText()).toList();
    assertThat(job.pods())
        .allSatisfy(
            pod -> {
              assertThat(SparkJob.elements(pod.path("volumeMounts")))
                  .extracting(mount -> mount.path("name").asText())
                  .containsExactlyInAnyOrderElementsOf(declared);
              assertThat(mounts(pod)).contains("/tmp", JobImage.instruction("WORKDIR"));
            });
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void runAsTheUserOfTheImageWithoutPrivileges(SparkJob job) {
    assertThat(job.pods())
        .allSatisfy(
            pod -> {
              JsonNode user = pod.path("podSecurityContext");
              assertThat(user.path("runAsUser").asText() + ":" + user.path("runAsGroup").asText())
                  .isEqualTo(JobImage.instruction("USER"));
              assertThat(user.path("runAsNonRoot").asBoolean()).isTrue();
              JsonNode container = pod.path("securityContext");
              assertThat(container.path("readOnlyRootFilesystem").asBoolean()).isTrue();
              assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
              assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            });
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void leaveTheRunIdToTheJobSoThatEachRunHasItsOwn(SparkJob job) {
    assertThat(job.arguments()).noneMatch(argument -> argument.startsWith("--run-id"));
  }

  /** But for who tries again: the operator a run by hand, the service its own. */
  @ParameterizedTest
  @ValueSource(strings = {"predict", "train"})
  void theServiceRunsWhatIsRunByHand(String name) {
    assertThat(spec("ScheduledSparkApplication", name)).isEqualTo(spec("SparkApplication", name));
    assertThat(KubernetesFiles.ofKind("ScheduledSparkApplication"))
        .allSatisfy(
            schedule ->
                assertThat(schedule.json().at("/spec/concurrencyPolicy").asText())
                    .isEqualTo("Forbid"));
  }

  private static JsonNode spec(String kind, String name) {
    return jobs().stream()
        .filter(job -> job.document().kind().equals(kind) && job.document().name().equals(name))
        .<JsonNode>map(job -> ((ObjectNode) job.spec().deepCopy()).without("restartPolicy"))
        .findAny()
        .orElseThrow();
  }

  private static Environment environment(SparkJob job, Map<String, String> variables) {
    String file = JobImage.sourceOf(job.argument("--env"));
    return EnvironmentFile.read(Checkout.path(file).toString(), variables);
  }

  private static List<String> roots(Environment environment) {
    var roots = environment.roots();
    return List.of(roots.raw(), roots.warehouse(), roots.models(), roots.reports(), roots.output());
  }

  private static List<String> mounts(JsonNode pod) {
    return SparkJob.elements(pod.path("volumeMounts"))
        .map(mount -> mount.path("mountPath").asText())
        .toList();
  }

  private static Predicate<Document> serves(String url) {
    URI address = URI.create(url);
    int wanted = address.getPort() < 0 ? 80 : address.getPort();
    return service ->
        service.name().equals(address.getHost())
            && SparkJob.elements(service.json().at("/spec/ports"))
                .anyMatch(port -> port.path("port").asInt() == wanted);
  }
}
