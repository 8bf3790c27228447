package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunningProcessTest {

  @Test
  void takesNoSettingOfThePlatformFromTheCallersEnvironment() {
    assertThat(
            List.of(
                "SPRING_DATASOURCE_URL",
                "PROPENSITY_MODELS_ROOT",
                "PROPENSITY_TOKEN",
                "SERVER_ADDRESS",
                "SPARK_HOME"))
        .allMatch(RunningProcess::isSetting);
    assertThat(List.of("PATH", "HOME", "JAVA_HOME", "LANG")).noneMatch(RunningProcess::isSetting);
  }
}
