package io.propensity.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema refuses what the operator would refuse, or would drop without a word. */
class OperatorSchemaTest {

  private final ObjectNode schedule =
      KubernetesFiles.ofKind("ScheduledSparkApplication").get(0).json().deepCopy();

  @Test
  void takesTheScheduleAsItIs() {
    assertThat(OperatorSchema.violations(schedule)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spec/schedule",
        "/spec/template",
        "/spec/template/type",
        "/spec/template/sparkVersion",
        "/spec/template/mainApplicationFile",
        "/spec/template/driver",
        "/spec/template/executor",
        "/spec/template/restartPolicy/onFailureRetries",
        "/spec/template/volumes/0/name",
        "/spec/template/driver/volumeMounts/0/mountPath"
      })
  void refusesAnObjectWithout(String field) {
    parent(field).remove(last(field));

    assertThat(OperatorSchema.violations(schedule)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spec/cron",
        "/spec/template/args",
        "/spec/template/driver/core",
        "/spec/template/executor/replicas",
        "/spec/template/driver/securityContext/fsGroup",
        "/spec/template/restartPolicy/retries",
        "/spec/template/volumes/0/hostPath"
      })
  void refusesAnUnknownField(String field) {
    parent(field).put(last(field), 1);

    assertThat(OperatorSchema.violations(schedule))
        .anySatisfy(violation -> assertThat(violation).contains(last(field)));
  }

  @ParameterizedTest
  @CsvSource({
    "/metadata/name, 'Nightly'",
    "/spec/schedule, 'at two'",
    "/spec/concurrencyPolicy, 'Sometimes'",
    "/spec/successfulRunHistoryLimit, '7'",
    "/spec/template/type, 'Kotlin'",
    "/spec/template/sparkVersion, '4'",
    "/spec/template/mainApplicationFile, '/opt/job.jar'",
    "/spec/template/timeToLiveSeconds, 'a week'",
    "/spec/template/driver/cores, '1'",
    "/spec/template/driver/coreLimit, 'two'",
    "/spec/template/executor/memory, '4Gi'",
    "/spec/template/restartPolicy/type, 'Sometimes'",
    "/spec/template/driver/podSecurityContext/runAsUser, 'spark'"
  })
  void refusesTheText(String field, String text) {
    parent(field).put(last(field), text);

    assertThat(OperatorSchema.violations(schedule)).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void refusesANumberAmongTheArguments() {
    schedule.withArray("/spec/template/arguments").add(7);

    assertThat(OperatorSchema.violations(schedule)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark.master", "spark.kubernetes.container.image", "app.name"})
  void refusesASettingThatIsNotForSparkConf(String setting) {
    ((ObjectNode) schedule.at("/spec/template")).putObject("sparkConf").put(setting, "x");

    assertThat(OperatorSchema.violations(schedule)).isNotEmpty();
  }

  @Test
  void refusesANameThatLeavesNoRoomForTheRunsSuffix() {
    parent("/metadata/name").put("name", "predict-".repeat(8) + "nightly");

    assertThat(OperatorSchema.violations(schedule))
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .contains("name", "35");
  }

  @Test
  void holdsObjectsAgainstWhatTheOperatorPublishes() {
    JsonSchema published = OperatorSchema.published("ScheduledSparkApplication");
    assertThat(published.validate(schedule)).isEmpty();

    parent("/spec/template/driver/cores").put("cores", "1").put("core", 1);

    assertThat(published.validate(schedule))
        .extracting(ValidationMessage::getMessage)
        .hasSize(2)
        .anyMatch(message -> message.contains("'core'"))
        .anyMatch(message -> message.contains("integer expected"));
  }

  private ObjectNode parent(String field) {
    JsonNode parent = schedule.at(field.substring(0, field.lastIndexOf('/')));
    assertThat(parent.isObject()).as("%s exists", field).isTrue();
    return (ObjectNode) parent;
  }

  private static String last(String field) {
    return List.of(field.split("/", -1)).get(field.split("/", -1).length - 1);
  }
}
