package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docker-compose.yml}: the service and its database, each with a way to say that it is well.
 */
class ComposeFileTest {

  private static final JsonNode FILE = file();

  static Stream<Map.Entry<String, JsonNode>> services() {
    return FILE.path("services").properties().stream();
  }

  @Test
  void runsTheServiceAndItsDatabase() {
    assertThat(services().map(Map.Entry::getKey)).containsExactly("postgres", "config-api");
  }

  @ParameterizedTest
  @MethodSource("services")
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
  void publishesThePortOfTheServiceOnLoopbackAlone() {
    assertThat(FILE.findValues("ports"))
        .singleElement()
        .satisfies(
            ports ->
                assertThat(SparkJob.elements(ports))
                    .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }

  private static JsonNode file() {
    try {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readTree(Checkout.text("docker-compose.yml"));
    } catch (IOException e) {
      throw new UncheckedIOException("docker-compose.yml", e);
    }
  }
}
