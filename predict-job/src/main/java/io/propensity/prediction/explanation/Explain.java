package io.propensity.prediction.explanation;

import io.propensity.run.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Whose scores are explained.
 *
 * @param top so many users of the greatest scores; null for all
 */
public record Explain(@Nullable Long top) {

  /** Reads {@code all}, or a number of users. */
  public static Explain parse(String text) {
    if (text.equals("all")) {
      return new Explain(null);
    }
    try {
      long top = Long.parseLong(text);
      if (top > 0) {
        return new Explain(top);
      }
    } catch (NumberFormatException e) {
      throw refused(text);
    }
    throw refused(text);
  }

  private static UsageException refused(String text) {
    return new UsageException(
        "--explain %s: say how many of the greatest scores are explained, or all".formatted(text));
  }

  public boolean all() {
    return top == null;
  }
}
