package io.propensity.page;

import java.util.Locale;

/** Numbers as pages show them, alike whatever the machine's locale is. */
public final class NumberText {

  private NumberText() {}

  /** {@code 12,345}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Four decimals, of numbers from 1,000 on one; whole numbers from 2 on none. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) >= 2 && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.1f" : "%.4f", value);
  }

  /** A share in per cent: {@code 12.3 %}, below one per cent with three digits that tell. */
  public static String share(double share) {
    double percent = 100 * share;
    boolean small = percent != 0 && Math.abs(percent) < 1;
    return String.format(Locale.ROOT, small ? "%.3f %%" : "%.1f %%", percent);
  }
}
