package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docker-compose.yml}: the service and its database, and by profiles a job and what shows
 * the metrics; what stays has a way to say that it is well.
 */
class ComposeFileTest {

  private static final JsonNode FILE = yaml("docker-compose.yml");

  static Stream<Map.Entry<String, JsonNode>> services() {
    return FILE.path("services").properties().stream();
  }

  static Stream<Map.Entry<String, JsonNode>> lasting() {
    return services().filter(service -> !service.getKey().equals("job"));
  }

  @Test
  void runsTheServiceAndItsDatabaseAndTheRestByProfiles() {
    assertThat(services().filter(service -> !service.getValue().has("profiles")))
        .extracting(Map.Entry::getKey)
        .containsExactly("postgres", "config-api");
    assertThat(inProfile("job")).containsExactly("job");
    assertThat(inProfile("monitoring")).containsExactly("prometheus", "grafana");
  }

  private static Stream<String> inProfile(String profile) {
    return services()
        .filter(service -> service.getValue().at("/profiles/0").asText().equals(profile))
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config-api", "job"})
  void usesTheImagesOfThisReleaseWithoutPrivileges(String name) {
    JsonNode service = FILE.path("services").path(name);
    String image = name.equals("job") ? "jobs" : name;
    assertThat(service.path("image").asText())
        .isEqualTo("propensity/%s:%s".formatted(image, Checkout.release()));
    assertThat(Checkout.path(service.at("/build/dockerfile").asText())).isRegularFile();
    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
    assertThat(service.at("/tmpfs/0").asText())
        .as("Docker mounts it without exec otherwise, and native libraries do not load")
        .isEqualTo("/tmp:exec");
  }

  @Test
  void givesTheJobTheFilesThatTheServiceReads() {
    JsonNode service = FILE.at("/services/config-api");
    assertThat(FILE.at("/services/job/volumes/0").asText()).isEqualTo("store:/mnt/propensity");
    assertThat(service.at("/volumes/0").asText()).isEqualTo("store:/mnt/propensity:ro");
    assertThat(service.at("/group_add/0").asText())
        .isEqualTo(JobImage.instruction("USER").replaceFirst(".*:", ""));
    assertThat(service.at("/environment/<<").asText())
        .isEqualTo(FILE.at("/services/job/environment/<<").asText())
        .isEqualTo("catalog");
  }

  @Test
  void mountsFilesThatAreThere() {
    assertThat(services())
        .allSatisfy(
            service ->
                assertThat(SparkJob.elements(service.getValue().path("volumes")))
                    .filteredOn(volume -> volume.asText().startsWith("./"))
                    .allSatisfy(
                        volume ->
                            assertThat(Checkout.path(volume.asText().replaceFirst(":.*", "")))
                                .exists()));
    assertThat(FILE.at("/services/prometheus/command/0").asText()).endsWith("/prometheus.yaml");
  }

  @Test
  void letsPrometheusAskTheServiceAndGrafanaAskPrometheus() {
    JsonNode scrape = yaml("monitoring/prometheus/prometheus.yaml").at("/scrape_configs/0");
    assertThat(scrape.at("/static_configs/0/targets/0").asText()).isEqualTo("config-api:8080");
    assertThat(scrape.at("/authorization/credentials_file").asText())
        .isEqualTo("/run/secrets/" + FILE.at("/services/prometheus/secrets/0").asText());
    JsonNode source = yaml("monitoring/grafana/provisioning/datasources/prometheus.yaml");
    assertThat(source.at("/datasources/0/url").asText()).isEqualTo("http://prometheus:9090");
    JsonNode dashboards = yaml("monitoring/grafana/provisioning/dashboards/propensity.yaml");
    String folder = dashboards.at("/providers/0/options/path").asText();
    assertThat(FILE.at("/services/grafana/volumes/1").asText()).contains(":" + folder + "/");
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void checksTheHealthOfEach(Map.Entry<String, JsonNode> service) {
    JsonNode check = service.getValue().path("healthcheck");
    assertThat(check.at("/test/0").asText()).isIn("CMD", "CMD-SHELL");
    assertThat(check.path("test").size()).isGreaterThan(1);
    assertThat(check.path("interval").asText()).isNotEmpty();
    assertThat(check.path("retries").asInt()).isPositive();
  }

  @Test
  void startsTheServiceWhenTheDatabaseIsWell() {
    assertThat(FILE.at("/services/config-api/depends_on/postgres/condition").asText())
        .isEqualTo("service_healthy");
  }

  @Test
  void takesThePasswordFromTheProcessEnvironmentAlone() {
    List<Map.Entry<String, JsonNode>> passwords =
        services()
            .flatMap(service -> service.getValue().path("environment").properties().stream())
            .filter(variable -> variable.getKey().contains("PASSWORD"))
            .toList();
    assertThat(FILE.at("/x-catalog/PROPENSITY_CATALOG_PASSWORD"))
        .isEqualTo(passwords.get(0).getValue());
    assertThat(passwords)
        .hasSize(2)
        .allSatisfy(
            variable ->
                assertThat(variable.getValue().asText())
                    .matches("\\$\\{POSTGRES_PASSWORD:\\?[^}]+\\}"));
    assertThat(FILE.findValuesAsText("SPRING_DATASOURCE_URL"))
        .noneMatch(url -> url.contains("@") || url.contains("password"));
  }

  @Test
  void takesTheFirstAdminsTokenFromTheProcessEnvironmentAlone() {
    assertThat(FILE.findValuesAsText("PROPENSITY_ADMIN_TOKEN"))
        .singleElement()
        .asString()
        .matches("\\$\\{PROPENSITY_ADMIN_TOKEN:\\?[^}]+\\}");
  }

  @Test
  void publishesPortsOnLoopbackAlone() {
    assertThat(FILE.findValues("ports"))
        .isNotEmpty()
        .allSatisfy(
            ports ->
                assertThat(SparkJob.elements(ports))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }

  private static JsonNode yaml(String name) {
    return KubernetesFiles.documents(name).get(0).json();
  }
}
