package io.propensity.outcomes.report;

import io.propensity.outcomes.measure.Decile;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.measure.Uplift;
import io.propensity.page.NumberText;
import java.util.Locale;

/** What the job prints. */
final class OutcomesSummary {

  private OutcomesSummary() {}

  static String of(OutcomesFindings findings) {
    Response response = findings.response();
    StringBuilder text = new StringBuilder();
    text.append("Outcomes of run ").append(findings.runId()).append('\n');
    line(text, "campaign", Long.toString(findings.campaignId()));
    line(text, "model", findings.model());
    line(text, "outcomes", findings.outcomes());
    line(text, "treated", NumberText.count(response.response().rows()));
    line(
        text,
        "responded",
        "%s, %s"
            .formatted(
                NumberText.count(response.response().responders()),
                OutcomesText.rate(response.response())));
    line(
        text,
        "expected",
        String.format(Locale.ROOT, "%,.0f by the scores", response.calibration().expected()));
    if (response.rocAuc() != null) {
      line(text, "ROC AUC", NumberText.number(response.rocAuc()));
    }
    Decile best = response.deciles().get(0);
    if (best.lift() != null) {
      line(text, "best tenth", "lift " + NumberText.number(best.lift()));
    }
    line(text, "uplift", response.uplift() == null ? "no control group" : told(response.uplift()));
    return text.toString();
  }

  private static String told(Uplift uplift) {
    return "%s over %s control users; power %s"
        .formatted(
            OutcomesText.difference(uplift.difference()),
            NumberText.count(uplift.control().rows()),
            NumberText.share(uplift.power()));
  }

  static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-11s %s%n", name, value));
  }
}
