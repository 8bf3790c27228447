package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.look.StyleSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** The console takes its colours from the style sheet that reports and pictures have too. */
class ConsoleLookTest {

  private static final Pattern USED =
      Pattern.compile("(?:var\\(|token\\(\")--([a-z0-9-]*[a-z0-9])");
  private static final Pattern COLOR =
      Pattern.compile("#[0-9a-f]{3,8}\\b|hsl\\(|\\brgb\\((?!0 0 0 /)");

  @ParameterizedTest
  @ValueSource(strings = {"console.css", "charts.js", "console.js", "audience.js", "tail.js"})
  void namesItsColoursAndMakesNone(String file) throws IOException {
    String text =
        new ClassPathResource("static/console/" + file).getContentAsString(StandardCharsets.UTF_8);
    List<String> used = USED.matcher(text).results().map(found -> found.group(1)).toList();
    assertThat(used).allSatisfy(name -> assertThat(StyleSheet.TEXT).contains("--" + name));
    assertThat(text).as("shades of black alone").doesNotContainPattern(COLOR);
  }
}
