package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * How a categorical value becomes the text that CatBoost hashes, alike in training and in scoring.
 *
 * <p>CatBoost's file reader breaks on a newline inside a value and its Java binding hands over
 * strings as the JVM's modified UTF-8, so both sides see only text that neither can misread: every
 * control character, quote, backslash and character beyond U+FFFF is written as one or two {@code
 * \}{@code uXXXX}. The mapping is reversible, and NULL cannot be mistaken for any value.
 *
 * @param nullText what stands for NULL
 * @param types by type, how its values are written
 * @param escapes which characters are escaped, and how
 */
public record CategoryText(
    @JsonProperty("null_text") String nullText, Map<String, String> types, String escapes) {

  /** What stands for NULL: no escaped value can contain {@code \N}. */
  public static final String NULL_TEXT = "\\N";

  /** The one mapping that this release writes and reads. */
  public static final CategoryText CURRENT =
      new CategoryText(
          NULL_TEXT,
          Map.of(
              "string", "as it is",
              "boolean", "true or false",
              "integer", "decimal digits",
              "date", "yyyy-MM-dd"),
          "U+0000 to U+001F, U+007F, quote, backslash, surrogates as \\uXXXX");

  public CategoryText {
    types = Map.copyOf(types);
  }

  /** The text of a value that is not NULL; the same object when nothing in it needs an escape. */
  public static String of(String value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      if (isEscaped(value.charAt(i))) {
        return escape(value, i);
      }
    }
    return value;
  }

  private static String escape(String value, int from) {
    StringBuilder text = new StringBuilder(value.length() + 16).append(value, 0, from);
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isEscaped(c)) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean isEscaped(char c) {
    return c < 0x20 || c == '"' || c == '\\' || c == 0x7f || Character.isSurrogate(c);
  }
}
