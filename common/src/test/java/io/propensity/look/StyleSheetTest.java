package io.propensity.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StyleSheetTest {

  private static final Pattern BLOCK = Pattern.compile(":root \\{([^}]*)}");
  private static final Pattern COLOR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");
  private static final Pattern USED = Pattern.compile("var\\(--([a-z0-9-]+)\\)");

  /** WCAG 2.2, 1.4.3: of text; 1.4.11: of what a picture is understood by. */
  private static final double OF_TEXT = 4.5;

  private static final double OF_PICTURE = 3;

  private final Map<String, Integer> light = block(0);
  private final Map<String, Integer> dark = block(1);

  @Test
  void eachColourIsThereForDarkGroundToo() {
    assertThat(dark.keySet()).isEqualTo(light.keySet()).hasSizeGreaterThan(20);
  }

  @Test
  void picturesTakeTheColoursOfLightGround() {
    light.forEach((name, color) -> assertThat(StyleSheet.color(name)).as(name).isEqualTo(color));
    assertThatThrownBy(() -> StyleSheet.color("series-99")).hasMessageContaining("series-99");
  }

  @Test
  void onlyNamesThatAreThereAreUsed() {
    assertThat(USED.matcher(StyleSheet.TEXT).results().map(used -> used.group(1)))
        .allSatisfy(name -> assertThat(StyleSheet.TEXT).contains("--" + name + ": "));
  }

  @Test
  void textAndLinesStandOutFromTheirGround() {
    for (Map<String, Integer> colors : List.of(light, dark)) {
      for (String ground : List.of("ground", "surface", "sunken")) {
        for (String text : List.of("ink", "ink-soft", "accent", "good", "bad", "warn")) {
          assertThat(contrast(colors, text, ground)).as(text).isGreaterThanOrEqualTo(OF_TEXT);
        }
        for (int i = 1; i <= 4; i++) {
          assertThat(contrast(colors, "series-" + i, ground)).isGreaterThanOrEqualTo(OF_PICTURE);
        }
        assertThat(contrast(colors, "reference", ground)).isGreaterThanOrEqualTo(OF_PICTURE);
      }
      for (String state : List.of("good", "bad", "warn")) {
        assertThat(contrast(colors, state, state + "-soft")).isGreaterThanOrEqualTo(OF_TEXT);
        assertThat(contrast(colors, "ink", state + "-soft")).isGreaterThanOrEqualTo(OF_TEXT);
      }
    }
  }

  /** WCAG 2.2, "contrast ratio". */
  private static double contrast(Map<String, Integer> colors, String one, String other) {
    double first = luminance(Objects.requireNonNull(colors.get(one), one));
    double second = luminance(Objects.requireNonNull(colors.get(other), other));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(int color) {
    return 0.2126 * linear(color >> 16)
        + 0.7152 * linear(color >> 8 & 0xff)
        + 0.0722 * linear(color & 0xff);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  private static Map<String, Integer> block(int index) {
    String block = BLOCK.matcher(StyleSheet.TEXT).results().toList().get(index).group(1);
    Map<String, Integer> colors = new TreeMap<>();
    COLOR
        .matcher(block)
        .results()
        .forEach(found -> colors.put(found.group(1), Integer.parseInt(found.group(2), 16)));
    return colors;
  }
}
