package io.propensity.prediction.explanation;

import io.propensity.run.UsageException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose scores are explained.
 *
 * @param top so many users of the greatest scores; null for all
 */
public record Explain(@Nullable Long top) {

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

  /** Reads {@code all}, or a number of users. */
  public static Explain parse(String text) {
    if (text.equals("all")) {
      return new Explain(null);
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new UsageException(
          "--explain %s: say how many of the greatest scores are explained, or all"
              .formatted(text));
    }
    return new Explain(Long.valueOf(text));
  }
}
