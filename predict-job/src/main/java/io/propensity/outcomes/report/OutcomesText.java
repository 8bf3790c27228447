package io.propensity.outcomes.report;

import io.propensity.outcomes.measure.RateDifference;
import io.propensity.outcomes.measure.ResponseRate;
import io.propensity.page.NumberText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How rates and differences are written. */
final class OutcomesText {

  private OutcomesText() {}

  /** {@code 13.7 % (11.5 % to 16.0 %)}. */
  static String rate(ResponseRate rate) {
    return "%s (%s to %s)"
        .formatted(
            NumberText.share(rate.rate()),
            NumberText.share(rate.low()),
            NumberText.share(rate.high()));
  }

  /** {@code +3.70 points (+0.52 to +6.61)}. */
  static String difference(RateDifference difference) {
    return String.format(
        Locale.ROOT,
        "%+.2f points (%+.2f to %+.2f)",
        100 * difference.value(),
        100 * difference.low(),
        100 * difference.high());
  }

  /** Empty where there is none. */
  static String number(@Nullable Double value) {
    return value == null ? "" : NumberText.number(value);
  }

  /** Empty where there is none. */
  static String share(@Nullable Double value) {
    return value == null ? "" : NumberText.share(value);
  }
}
