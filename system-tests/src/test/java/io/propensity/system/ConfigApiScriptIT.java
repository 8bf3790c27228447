package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What scripts/config-api.sh makes of its arguments and of JAVA_OPTS, which databases it brings.
 */
class ConfigApiScriptIT {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PORT", "0", "PROPENSITY_ADMIN_TOKEN", "0123456789abcdef0123456789abcdef");
  private static final String SETTING = "spring.datasource.url=jdbc:postgresql://127.0.0.1:9/yours";

  @Test
  void usesTheDatabaseOfAnArgument() {
    looksForTheDatabase(
        RunningProcess.run(ENVIRONMENT, List.of("scripts/config-api.sh", "--" + SETTING)));
  }

  @Test
  void usesTheDatabaseOfASystemProperty() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("JAVA_OPTS", "-D" + SETTING);

    looksForTheDatabase(RunningProcess.run(environment, List.of("scripts/config-api.sh")));
  }

  /** Which reads the archived classes again from their jars: the JVM crashed on some. */
  @Test
  void startsWhileTheFlightRecorderLooks(@TempDir Path directory) {
    try (ConfigApiProcess service =
        ConfigApiProcess.start(
            directory.resolve("data"),
            Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:StartFlightRecording"))) {
      assertThat(service.get("/campaigns")).isEqualTo("[]");
    }
  }

  private static void looksForTheDatabase(Ended refused) {
    assertThat(refused.err())
        .startsWith("config-api: The database 127.0.0.1:9/yours cannot be reached");
    assertThat(refused.exitCode()).isEqualTo(69);
  }
}
