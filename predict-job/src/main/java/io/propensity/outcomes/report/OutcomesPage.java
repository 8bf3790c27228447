package io.propensity.outcomes.report;

import io.propensity.outcomes.measure.Calibration;
import io.propensity.outcomes.measure.Decile;
import io.propensity.outcomes.measure.RateDifference;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.measure.ResponseRate;
import io.propensity.outcomes.measure.ScoredGroup;
import io.propensity.outcomes.measure.Uplift;
import io.propensity.outcomes.observation.Coverage;
import io.propensity.page.HtmlPage;
import io.propensity.page.NumberText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code index.html} of what came of a run. */
final class OutcomesPage {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "response_by_decile", "Response rate of each tenth of the treated users by score",
          "gain", "Share of the responders among the best-scored users",
          "calibration", "Mean score against response rate of each tenth of the treated users",
          "uplift", "How much more often treated users responded than the control group");

  private final OutcomesFindings findings;
  private final Response response;

  private OutcomesPage(OutcomesFindings findings) {
    this.findings = findings;
    this.response = findings.response();
  }

  /**
   * The page.
   *
   * @param figures PNGs by the name of the file without its ending
   */
  static byte[] of(OutcomesFindings findings, Map<String, byte[]> figures) {
    return new OutcomesPage(findings).page(figures).bytes();
  }

  private HtmlPage page(Map<String, byte[]> figures) {
    HtmlPage page =
        new HtmlPage("What came of campaign %d".formatted(findings.campaignId()))
            .lead(lead())
            .paragraph(
                "Run %s by model %s, scored %s UTC, measured %s UTC"
                    .formatted(
                        findings.runId(),
                        findings.model(),
                        time(findings.scoredAt()),
                        time(findings.measuredAt())))
            .paragraph("Outcomes: %s".formatted(findings.outcomes()))
            .warnings(findings.warnings());
    if (!figures.isEmpty()) {
      Map<String, byte[]> described = new LinkedHashMap<>();
      figures.forEach((name, png) -> described.put(DESCRIPTIONS.getOrDefault(name, name), png));
      page.heading("Figures").pictures(described);
    }
    uplift(page);
    deciles(page);
    calibration(page);
    segments(page);
    users(page);
    return page;
  }

  private String lead() {
    Uplift uplift = response.uplift();
    String responded =
        String.format(
            Locale.ROOT,
            "%s of %s treated users responded, %s; the scores promised %,.0f.",
            NumberText.count(response.response().responders()),
            NumberText.count(response.response().rows()),
            OutcomesText.rate(response.response()),
            response.calibration().expected());
    return uplift == null
        ? responded
        : "%s Of the control group %s did, a difference of %s."
            .formatted(
                responded,
                OutcomesText.rate(uplift.control()),
                OutcomesText.difference(uplift.difference()));
  }

  private void uplift(HtmlPage page) {
    Uplift uplift = response.uplift();
    if (uplift == null) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", uplift.treated(), uplift.control()));
    for (Uplift.Third third : uplift.thirds()) {
      rows.add(row(OutcomesFigures.third(third.third()), third.treated(), third.control()));
    }
    page.heading("Uplift: treated less control")
        .paragraph(
            "In percentage points, with Newcombe's interval of 95 %. It is what the campaign did if chance chose the control group, as --holdout does.")
        .table(List.of("users by score", "treated", "control", "difference"), rows)
        .paragraph(power(uplift));
  }

  private static List<String> row(String name, ResponseRate treated, ResponseRate control) {
    return List.of(
        name,
        "%s of %s".formatted(OutcomesText.rate(treated), NumberText.count(treated.rows())),
        "%s of %s".formatted(OutcomesText.rate(control), NumberText.count(control.rows())),
        OutcomesText.difference(RateDifference.of(treated, control)));
  }

  private static String power(Uplift uplift) {
    double additional = uplift.additionalResponders();
    String responses =
        String.format(
            Locale.ROOT,
            "About %,.0f responses %s than without the campaign. ",
            Math.abs(additional),
            additional < 0 ? "fewer" : "more");
    String relative =
        uplift.relative() == null
            ? ""
            : String.format(
                Locale.ROOT,
                "Over the control group's rate that is %+.1f %%. ",
                100 * uplift.relative());
    String power =
        "Groups of these sizes show a difference as great as this one with a power of %s (a two-sided test of 5 %%). "
            .formatted(NumberText.share(uplift.power()));
    String least =
        uplift.detectable() == null
            ? "Not even a rate of 100 % would be shown with a power of 80 %."
            : String.format(
                Locale.ROOT,
                "The smallest rise that they show with a power of 80 %% is %.2f points.",
                100 * uplift.detectable());
    return responses + relative + power + least;
  }

  private void deciles(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    for (Decile decile : response.deciles()) {
      List<String> row = new ArrayList<>(group(decile.users()));
      row.add(OutcomesText.number(decile.lift()));
      row.add(OutcomesText.share(decile.gain()));
      row.add(OutcomesText.share(decile.expectedGain()));
      rows.add(row);
    }
    List<String> header = new ArrayList<>(groupHeader("decile"));
    header.addAll(List.of("lift", "gain", "promised gain"));
    page.heading("Deciles by score, of the treated users").table(header, rows);
  }

  private void calibration(HtmlPage page) {
    Calibration calibration = response.calibration();
    page.heading("Calibration since training, of the treated users")
        .paragraph(
            String.format(
                Locale.ROOT,
                "The scores promised %,.1f responders, and %s responded%s.",
                calibration.expected(),
                NumberText.count(calibration.observed()),
                calibration.ratio() == null
                    ? ""
                    : ", %s times as many".formatted(NumberText.number(calibration.ratio()))));
    metrics(page);
    page.paragraph("By score, in bins of equal width:")
        .table(
            groupHeader("scores"), calibration.bins().stream().map(OutcomesPage::group).toList());
  }

  /** Beside those of the training, where the model's manifest tells them. */
  private void metrics(HtmlPage page) {
    TrainingMetrics training = findings.training();
    Map<String, @Nullable Double> metrics = new LinkedHashMap<>();
    metrics.put("positive_rate", response.response().rate());
    metrics.put("roc_auc", response.rocAuc());
    metrics.put("log_loss", response.calibration().logLoss());
    metrics.put("brier", response.calibration().brier());
    metrics.put("ece", response.calibration().ece());
    List<String> header = new ArrayList<>(List.of("metric", "treated users"));
    if (training != null) {
      header.add("in training, %s split".formatted(training.split()));
    }
    List<List<String>> rows = new ArrayList<>();
    metrics.forEach(
        (name, value) -> {
          List<String> row = new ArrayList<>(List.of(name, OutcomesText.number(value)));
          if (training != null) {
            row.add(OutcomesText.number(training.metrics().get(name)));
          }
          rows.add(row);
        });
    page.table(header, rows);
  }

  private void segments(HtmlPage page) {
    if (!response.segments().isEmpty()) {
      page.heading("Segments, of the treated users")
          .table(
              groupHeader("segment"),
              response.segments().stream().map(OutcomesPage::group).toList());
    }
  }

  private static List<String> groupHeader(String first) {
    return List.of(first, "rows", "mean score", "responders", "response rate");
  }

  private static List<String> group(ScoredGroup group) {
    return List.of(
        group.name(),
        NumberText.count(group.response().rows()),
        NumberText.number(group.meanScore()),
        NumberText.count(group.response().responders()),
        OutcomesText.rate(group.response()));
  }

  private void users(HtmlPage page) {
    Coverage users = findings.users();
    page.heading("Whom this is about")
        .paragraph(
            "Published users whom the outcomes do not list did not respond. Response and calibration are of treated users alone.")
        .table(
            List.of("", "users"),
            List.of(
                List.of("published by the run", NumberText.count(users.published())),
                List.of("listed in the outcomes", NumberText.count(users.listed())),
                List.of("not listed", NumberText.count(users.unlisted())),
                List.of("left out: response unknown", NumberText.count(users.unknownResponse())),
                List.of("left out: treatment unknown", NumberText.count(users.unknownTreatment())),
                List.of("measured: treated", NumberText.count(users.treated())),
                List.of("measured: control group", NumberText.count(users.control())),
                List.of("outcomes of others", NumberText.count(users.strangers())),
                List.of("outcomes without a key", NumberText.count(users.keyless()))));
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }
}
