package io.propensity.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.ConfigApi;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionsTest {

  @TempDir private Path jars;

  @BeforeEach
  void noOtherSessionIsOpen() {
    LocalSpark.session().stop();
  }

  @ParameterizedTest
  @CsvSource({
    "spark.default.parallelism, abc, spark.default.parallelism",
    "spark.sql.shuffle.partitions, many, spark.sql.shuffle.partitions",
    "spark.executor.heartbeatInterval, soon, soon",
  })
  void aValueThatSparkRefusesIsAWrongConfiguration(String setting, String value, String named) {
    assertThatThrownBy(() -> Sessions.with("wrong", environment(Map.of(setting, value)), job -> ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Spark does not start with the settings that it was given: ")
        .hasMessageContaining(named);
    assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
  }

  @Test
  void aJobSeesItsSettingsAndWhatIsFixed() {
    String seen =
        Sessions.with(
            "right",
            environment(Map.of("spark.sql.shuffle.partitions", "3")),
            spark ->
                spark.conf().get("spark.sql.shuffle.partitions")
                    + spark.conf().get("spark.sql.session.timeZone")
                    + spark.conf().get("spark.executor.heartbeatInterval"));
    assertThat(seen).isEqualTo("3UTC1s");
  }

  @Test
  void openLineageListensWhereItsJarIs() throws IOException {
    String listener = "io.openlineage.spark.agent.OpenLineageSparkListener";
    Path file = jars.resolve(listener.replace('.', '/') + ".class");
    Files.createDirectories(file.getParent());
    SparkConf conf = new SparkConf(false);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jars.toUri().toURL()})) {
      Sessions.addLineage(conf, loader);
      assertThat(conf.contains("spark.extraListeners")).isFalse();
      Files.createFile(file);
      conf.set("spark.extraListeners", "com.example.Another");
      Sessions.addLineage(conf, loader);
      Sessions.addLineage(conf, loader);
    }
    assertThat(conf.get("spark.extraListeners")).isEqualTo("com.example.Another," + listener);
  }

  private static Environment environment(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("spark.ui.enabled", "false");
    return new Environment(
        1,
        new Roots("raw", "warehouse", "models", "reports", "output"),
        null,
        null,
        all,
        null,
        null,
        new ConfigApi("http://localhost:1", 1, 1),
        null);
  }
}
