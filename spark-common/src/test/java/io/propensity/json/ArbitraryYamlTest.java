package io.propensity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Environment;
import io.propensity.run.ConfigurationException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ArbitraryYamlTest {

  private static final Map<String, String> VARIABLES = Map.of("HOME", "/x", "ODD", "$1 \\ ${HOME}");

  @Property(tries = 5_000, seed = "2026")
  void anyTextIsBoundOrRefusedAsAWrongConfiguration(@ForAll("texts") String text) {
    try {
      YamlFile.parse("env.yaml", text, VARIABLES).bind(Environment.class);
    } catch (ConfigurationException refused) {
      assertThat(refused).hasMessageStartingWith("env.yaml");
    }
  }

  @Property(tries = 3_000, seed = "2026")
  void aFileWithAnyValueIsBoundOrRefusedAsAWrongConfiguration(@ForAll("values") String value) {
    try {
      YamlFile.parse("env.yaml", file(value), VARIABLES).bind(Environment.class);
    } catch (ConfigurationException refused) {
      assertThat(refused).hasMessageStartingWith("env.yaml");
    }
  }

  @Property(tries = 3_000, seed = "2026")
  void anyTextHasItsVariablesReplacedOrIsRefused(@ForAll("values") String text) {
    String replaced;
    try {
      replaced = new Variables("env.yaml", VARIABLES).substitute(text);
    } catch (ConfigurationException refused) {
      assertThat(refused).hasMessageStartingWith("env.yaml: ${");
      return;
    }
    if (!text.contains("${")) {
      assertThat(replaced).isEqualTo(text);
    }
  }

  @Test
  void nestingWithoutEndIsRefused() {
    assertThatThrownBy(() -> YamlFile.parse("env.yaml", "a: " + "[".repeat(20_000), VARIABLES))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> YamlFile.parse("env.yaml", "{a: ".repeat(20_000), VARIABLES))
        .isInstanceOf(ConfigurationException.class);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        scraps().list().ofMaxSize(30).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(60),
        values().map(ArbitraryYamlTest::file).flatMap(ArbitraryYamlTest::cut));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        scraps().list().ofMaxSize(6).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(20));
  }

  private static Arbitrary<String> scraps() {
    return Arbitraries.of(
        "roots",
        "models",
        "spark",
        "a",
        ": ",
        ":",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "\r",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "&a ",
        "*a",
        "<<: *a",
        "!!int ",
        "!!binary ",
        "!x ",
        "|",
        ">",
        "%YAML 9\n",
        "---",
        "...",
        "#",
        "1",
        "-1",
        "1e999",
        "0x",
        "0b2",
        "0o8",
        "1_0",
        "_",
        ".inf",
        ".nan",
        "~",
        "null",
        "true",
        "\0",
        "\uFEFF",
        "\uD800",
        "${HOME}",
        "${ODD}",
        "${NONE}",
        "${NONE:-x}",
        "${",
        "}",
        "$",
        "\\",
        "\\x",
        "http://",
        "s3a://");
  }

  private static Arbitrary<String> cut(String text) {
    return Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end));
  }

  private static String file(String value) {
    return """
    format_version: 1
    roots: {raw: r, warehouse: w, models: %1$s, reports: r, output: o}
    users_table: %1$s
    spark:
      spark.x: %1$s
    config_api: {url: %1$s, timeout_seconds: 1, attempts: 1}
    """
        .formatted(value);
  }
}
