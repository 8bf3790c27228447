package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** scripts/config-api.sh brings a database only when it is told of none, wherever it is told. */
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

  private static void looksForTheDatabase(Ended refused) {
    assertThat(refused.err())
        .startsWith("config-api: The database 127.0.0.1:9/yours cannot be reached");
    assertThat(refused.exitCode()).isEqualTo(69);
  }
}
