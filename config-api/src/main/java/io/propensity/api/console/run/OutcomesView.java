package io.propensity.api.console.run;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.console.chart.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, for people.
 *
 * @param groups who was treated and, where there is one, the control group
 * @param uplift how much more often the treated responded; empty without a control group
 * @param verdict what that says
 * @param chart the rate of response beside the mean score, by deciles
 */
public record OutcomesView(
    String runId,
    Instant measuredAt,
    String outcomes,
    List<Group> groups,
    String uplift,
    String additional,
    String verdict,
    String calibration,
    String rocAuc,
    List<DecileOutcome> deciles,
    Chart chart,
    List<String> warnings) {

  private static final int HUNDRED = 100;

  /**
   * Users and how many of them responded.
   *
   * @param percent of the greatest rate, a whole number
   */
  record Group(
      String name, String users, String responders, String rate, String range, long percent) {}

  /** A tenth of the treated users by score. */
  record DecileOutcome(
      String name, String users, String mean, String rate, String lift, String gain) {}

  public OutcomesView {
    groups = List.copyOf(groups);
    deciles = List.copyOf(deciles);
    warnings = List.copyOf(warnings);
  }

  static OutcomesView of(String run, Outcomes found) {
    Outcomes.Uplift uplift = found.uplift();
    return new OutcomesView(
        run,
        found.measuredAt(),
        found.outcomes(),
        groups(found),
        uplift == null ? "" : points(uplift.difference()),
        uplift == null ? "" : Numbers.grouped(Math.round(uplift.additionalResponders())),
        uplift == null ? "" : verdict(uplift.difference()),
        "%s responded; the scores promised %s"
            .formatted(
                Numbers.grouped(found.calibration().observed()),
                Numbers.grouped(Math.round(found.calibration().expected()))),
        found.rocAuc() == null ? "" : Numbers.score(found.rocAuc()),
        found.deciles().stream().map(OutcomesView::decile).toList(),
        chart(found.deciles()),
        found.warnings());
  }

  private static List<Group> groups(Outcomes found) {
    Outcomes.Uplift uplift = found.uplift();
    if (uplift == null) {
      return List.of(group("Treated", found.response(), found.response().rate()));
    }
    double most = Math.max(uplift.treated().rate(), uplift.control().rate());
    return List.of(
        group("Treated", uplift.treated(), most), group("Control group", uplift.control(), most));
  }

  private static Group group(String name, Outcomes.Rate rate, double most) {
    return new Group(
        name,
        Numbers.grouped(rate.rows()),
        Numbers.grouped(rate.responders()),
        Numbers.share(rate.rate()),
        "%s to %s".formatted(Numbers.share(rate.low()), Numbers.share(rate.high())),
        most <= 0 ? 0 : Math.round(HUNDRED * rate.rate() / most));
  }

  /** {@code +2.1 points, 0.8 to 3.4}. */
  private static String points(Outcomes.Difference difference) {
    return String.format(
        Locale.ROOT,
        "%+.1f points, %+.1f to %+.1f",
        difference.value() * HUNDRED,
        difference.low() * HUNDRED,
        difference.high() * HUNDRED);
  }

  private static String verdict(Outcomes.Difference difference) {
    if (difference.low() > 0) {
      return "The treated responded more often than the control group.";
    }
    return difference.high() < 0
        ? "The treated responded less often than the control group."
        : "The difference may be chance: its interval holds 0.";
  }

  private static DecileOutcome decile(Outcomes.Decile decile) {
    return new DecileOutcome(
        decile.name(),
        Numbers.grouped(decile.rows()),
        Numbers.score(decile.meanScore()),
        Numbers.share(decile.rate()),
        Numbers.decimal(decile.lift()),
        decile.gain() == null ? Numbers.NONE : Numbers.share(decile.gain()));
  }

  private static Chart chart(List<Outcomes.Decile> deciles) {
    List<@Nullable Number> rates = new ArrayList<>();
    List<@Nullable Number> means = new ArrayList<>();
    for (Outcomes.Decile decile : deciles) {
      rates.add(decile.rate());
      means.add(decile.meanScore());
    }
    return new Chart.Categories(
        Chart.Axis.STEPS,
        deciles.stream().map(Outcomes.Decile::name).toList(),
        List.of(
            new Chart.Series("Responded", rates, true, false),
            new Chart.Series("Mean score", means, false, false)));
  }
}
