package io.propensity.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one style sheet of the console, of the jobs' reports and of their pictures. It lies where a
 * servlet container serves it from.
 */
public final class StyleSheet {

  /** The style sheet, as pages have it. */
  public static final String TEXT = read("/META-INF/resources/console/look.css");

  private static final Pattern COLOR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");

  /** Of the first block, which is the light one. */
  private static final Map<String, Integer> COLORS =
      COLOR
          .matcher(TEXT.substring(0, TEXT.indexOf('}')))
          .results()
          .collect(Collectors.toUnmodifiableMap(color -> color.group(1), StyleSheet::number));

  private StyleSheet() {}

  /**
   * A colour as it is on light ground.
   *
   * @param name as the style sheet has it, without {@code --}
   * @return {@code 0xRRGGBB}
   */
  public static int color(String name) {
    Integer color = COLORS.get(name);
    if (color == null) {
      throw new IllegalArgumentException("The style sheet has no colour " + name);
    }
    return color;
  }

  private static int number(MatchResult color) {
    return Integer.parseInt(color.group(2), 16);
  }

  private static String read(String resource) {
    try (InputStream in = StyleSheet.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + resource, e);
    }
  }
}
