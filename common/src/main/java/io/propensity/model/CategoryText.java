package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ContractException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;

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
    @JsonProperty("null_text") String nullText, Map<String, String> types, String escapes)
    implements Serializable {

  /** What stands for NULL: no escaped value can contain {@code \N}. */
  public static final String NULL_TEXT = "\\N";

  /** Forms of types: what {@link #types} may say. */
  public static final String AS_IT_IS = "as it is";

  public static final String DIGITS = "decimal digits";
  public static final String WORDS = "true or false";
  public static final String CAPITALISED = "True or False";
  public static final String ONE_OR_ZERO = "1 or 0";
  public static final String WHOLE = "whole numbers without decimals";
  public static final String WITH_DECIMALS = "whole numbers with .0";

  /** Of a model that was trained elsewhere, on text that nobody had escaped. */
  public static final String NOTHING_ESCAPED = "none";

  private static final String ESCAPED =
      "U+0000 to U+001F, U+007F, quote, backslash, surrogates as \\uXXXX";

  /** The mapping that this release trains with. */
  public static final CategoryText CURRENT =
      new CategoryText(
          NULL_TEXT,
          Map.of(
              "string", AS_IT_IS,
              "boolean", WORDS,
              "integer", DIGITS,
              "date", "yyyy-MM-dd"),
          ESCAPED);

  public CategoryText {
    types = Map.copyOf(types);
  }

  /** Whether this release can write categories so. */
  public boolean known() {
    return (equals(CURRENT) || escapes.equals(NOTHING_ESCAPED))
        && Set.of(
                AS_IT_IS,
                DIGITS,
                WORDS,
                CAPITALISED,
                ONE_OR_ZERO,
                WHOLE,
                WITH_DECIMALS,
                "yyyy-MM-dd")
            .containsAll(types.values());
  }

  /**
   * The text of a value that is not NULL, as this mapping escapes it.
   *
   * @throws ContractException for one that cannot be handed to CatBoost without an escape: its Java
   *     binding writes what is beyond U+FFFF, and U+0000, in bytes of its own
   */
  public String text(String value) {
    if (!escapes.equals(NOTHING_ESCAPED)) {
      return of(value);
    }
    if (value.chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      throw new ContractException(
          "Category '%s' holds a character beyond U+FFFF or U+0000, which a model that was trained elsewhere cannot be given: derive another column, or train the model here"
              .formatted(value));
    }
    return value;
  }

  /** How values of a type are written, e.g. {@link #DIGITS} for {@code integer}. */
  public String form(String type) {
    return types.getOrDefault(type, AS_IT_IS);
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
