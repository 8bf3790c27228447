package io.propensity.api.run.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateArgumentsTest {

  @Test
  void putsWhatTheRunSaysInThePlaceOfWhatTheTemplateSays() {
    List<String> template =
        List.of("--campaign-id", "1", "--env", "/conf/k8s.yaml", "--run-id=r-old", "--max-drift=1");

    assertThat(
            TemplateArguments.of(
                template, scoring("--campaign-id=7", "--run-id=r-7", "--limit=10")))
        .containsExactly(
            "--env",
            "/conf/k8s.yaml",
            "--max-drift=1",
            "--campaign-id=7",
            "--run-id=r-7",
            "--limit=10");
  }

  @Test
  void trainsThePipelineBesideTheTemplatesAndRegistersTheRun() {
    List<String> template =
        List.of("--pipeline", "/opt/pipelines/a", "--env", "/conf/k8s.yaml", "--register");

    assertThat(TemplateArguments.of(template, training("telco-churn", "--run-id=r-8", "--trial")))
        .containsExactly(
            "--env",
            "/conf/k8s.yaml",
            "--pipeline=/opt/pipelines/telco-churn",
            "--register",
            "--run-id=r-8",
            "--trial");
  }

  @Test
  void keepsAFlagOfTheTemplateBeforeAnOptionThatGoes() {
    List<String> template = List.of("--sort-by-score", "--limit", "5", "--env=/conf/k8s.yaml");

    assertThat(TemplateArguments.of(template, scoring("--limit=7")))
        .containsExactly("--sort-by-score", "--env=/conf/k8s.yaml", "--limit=7");
  }

  @Test
  void refusesATemplateThatLeavesOpenWhatOnlyItCanSay() {
    assertThatThrownBy(
            () -> TemplateArguments.require("x.yaml", RunKind.PREDICTION, List.of("--env")))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "The arguments of x.yaml name no environment file: add --env and its path in the"
                + " image");
    assertThatThrownBy(
            () -> TemplateArguments.require("x.yaml", RunKind.TRAINING, List.of("--env=/c.yaml")))
        .hasMessage(
            "The arguments of x.yaml name no pipeline: add --pipeline and the path of one in the"
                + " image, beside which the others are");
    assertThatCode(
            () -> TemplateArguments.require("x.yaml", RunKind.PREDICTION, List.of("--env", "/c")))
        .doesNotThrowAnyException();
  }

  private static Job scoring(String... arguments) {
    return new Job(
        new RunId("r-7"), 1, RunKind.PREDICTION, null, List.of(arguments), Optional.empty());
  }

  private static Job training(String pipeline, String... arguments) {
    return new Job(
        new RunId("r-8"), 1, RunKind.TRAINING, pipeline, List.of(arguments), Optional.empty());
  }
}
