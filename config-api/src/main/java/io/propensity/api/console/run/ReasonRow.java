package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import io.propensity.report.FeatureReasons;
import io.propensity.report.ScoringFigures;
import java.util.List;
import java.util.Objects;

/**
 * How often a feature moved scores, for people.
 *
 * @param raisedPercent of the most that any feature raised or lowered, a whole number, as is {@code
 *     loweredPercent}
 */
record ReasonRow(
    String feature,
    String raised,
    long raisedPercent,
    String meanRaised,
    String lowered,
    long loweredPercent,
    String meanLowered) {

  private static final int MOST = 15;
  private static final int HUNDRED = 100;

  /** The most frequent first; none where no score was explained. */
  static List<ReasonRow> of(ScoringFigures scoring) {
    List<FeatureReasons> reasons = Objects.requireNonNullElse(scoring.reasons(), List.of());
    long most =
        reasons.stream().mapToLong(each -> Math.max(each.raised(), each.lowered())).max().orElse(0);
    return reasons.stream().limit(MOST).map(each -> of(each, most)).toList();
  }

  private static ReasonRow of(FeatureReasons reasons, long most) {
    return new ReasonRow(
        reasons.feature(),
        Numbers.grouped(reasons.raised()),
        percent(reasons.raised(), most),
        reasons.raised() == 0 ? Numbers.NONE : Numbers.signed(reasons.meanRaised()),
        Numbers.grouped(reasons.lowered()),
        percent(reasons.lowered(), most),
        reasons.lowered() == 0 ? Numbers.NONE : Numbers.signed(reasons.meanLowered()));
  }

  private static long percent(long users, long most) {
    return most <= 0 ? 0 : HUNDRED * users / most;
  }
}
