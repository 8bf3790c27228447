package io.propensity.api.console.chart;

import io.propensity.api.console.Shown;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers of reports and models, beside what {@link Shown} writes. */
public final class Numbers {

  /** Shown where there is no number. */
  public static final String NONE = "–";

  private static final MathContext SHORT = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final double LARGE = 1_000;
  private static final double SMALL = 1e-4;

  private Numbers() {}

  /** {@code 20,000}. */
  public static String grouped(long number) {
    return Shown.AS_TEXT.number(number);
  }

  /** Four significant digits, whole from 1,000 on: {@code 0.8427}, {@code 12,034}. */
  public static String decimal(@Nullable Double number) {
    if (number == null || !Double.isFinite(number)) {
      return NONE;
    }
    double size = Math.abs(number);
    if (size >= LARGE) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return size != 0 && size < SMALL
        ? String.format(Locale.ROOT, "%.2e", number)
        : BigDecimal.valueOf(number).round(SHORT).stripTrailingZeros().toPlainString();
  }

  /** A score or metric with four places after the point, a whole number without: {@code 0.2500}. */
  public static String score(@Nullable Double number) {
    boolean fraction =
        number != null
            && Double.isFinite(number)
            && Math.abs(number) < LARGE
            && number != Math.rint(number);
    return fraction ? Shown.AS_TEXT.score(number) : decimal(number);
  }

  /** A difference of scores with its sign: {@code +0.0120}. */
  public static String signed(@Nullable Double number) {
    return number != null && number > 0 ? "+" + score(number) : score(number);
  }

  /** {@code 34.9 %}. */
  public static String share(double share) {
    return Double.isFinite(share) ? Shown.AS_TEXT.share(share) : NONE;
  }

  /** {@code part} of {@code whole}; nothing to tell of nothing. */
  public static String share(long part, long whole) {
    return whole == 0 ? NONE : share((double) part / whole);
  }

  public static String seconds(double seconds) {
    return Shown.AS_TEXT.duration(Duration.ofMillis(Math.round(seconds * 1e3)));
  }
}
