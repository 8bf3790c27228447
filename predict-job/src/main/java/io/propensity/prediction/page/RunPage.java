package io.propensity.prediction.page;

import io.propensity.figure.Figure;
import io.propensity.page.HtmlPage;
import io.propensity.page.NumberText;
import io.propensity.report.Drift;
import io.propensity.report.FeatureReasons;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code index.html} of a prediction run, with its pictures beside it. */
public final class RunPage {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "score_distribution", "Which share of the users has which scores",
          "drift", "The features whose values lie furthest from those of the training",
          "segments", "How many positives each segment promises");

  private final ScoredCampaign of;
  private final RunReport report;
  private final ScoringFigures scoring;

  private RunPage(ScoredCampaign of) {
    this.of = of;
    this.report = of.report();
    this.scoring = of.scoring();
  }

  /**
   * The files of the page, by their names.
   *
   * @param drawn whether there are pictures, for which this machine needs a font
   */
  public static Map<String, byte[]> files(ScoredCampaign of, boolean drawn) {
    Map<String, Figure> figures = drawn ? RunFigures.of(of) : Map.of();
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, byte[]> shown = new LinkedHashMap<>();
    figures.forEach(
        (name, figure) -> {
          byte[] png = figure.png();
          files.put(name + ".png", png);
          shown.put(DESCRIPTIONS.getOrDefault(name, name), png);
        });
    files.put("index.html", new RunPage(of).page(shown).bytes());
    return files;
  }

  private HtmlPage page(Map<String, byte[]> figures) {
    HtmlPage page =
        new HtmlPage("%s: campaign %d".formatted(of.campaign().name(), of.campaign().id()))
            .lead(lead())
            .paragraph(
                "Run %s by model %s, started %s UTC, %s"
                    .formatted(
                        report.runId(),
                        of.manifest().modelVersion(),
                        time(report.startedAt()),
                        seconds(Duration.between(report.startedAt(), report.finishedAt()))))
            .warnings(warnings());
    counts(page);
    segments(page);
    scores(page);
    deciles(page);
    reasons(page);
    if (!figures.isEmpty()) {
      page.heading("Figures").pictures(figures);
    }
    drift(page);
    steps(page);
    return page;
  }

  private String lead() {
    String expected =
        scoring.expectedPositives() == null
            ? ""
            : String.format(
                Locale.ROOT, " The scores promise %,.0f positives.", scoring.expectedPositives());
    return "%s of %s users are in the audience, and %s have a score.%s"
        .formatted(
            NumberText.count(report.audience()),
            NumberText.count(report.usersRead()),
            NumberText.count(report.scored()),
            expected);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (scoring.part() != null) {
      warnings.add("A trial: of the audience only a part was scored, " + scoring.part());
    }
    if (of.rejected() > 0) {
      warnings.add(
          "%s of the audience have no prediction; _rejected/ beside the result lists their keys"
              .formatted(
                  NumberText.share((double) of.rejected() / Math.max(1, report.audience()))));
    }
    Double scores = scoring.scorePsi();
    if (scores != null && scores > Drift.LARGE_SHIFT) {
      warnings.add(
          "The scores drifted far from the training's: population stability index "
              + NumberText.number(scores));
    }
    List<String> drifted =
        of.drift().stream()
            .filter(each -> each.getValue().psi() > Drift.LARGE_SHIFT)
            .map(Map.Entry::getKey)
            .toList();
    if (!drifted.isEmpty()) {
      warnings.add(
          "These features drifted far from the rows that the model was trained on: "
              + String.join(", ", drifted));
    }
    return warnings;
  }

  private void counts(HtmlPage page) {
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("users read", NumberText.count(report.usersRead()));
    rows.put("in the audience", NumberText.count(report.audience()));
    rows.put("scored", NumberText.count(report.scored()));
    report
        .rejected()
        .forEach((reason, count) -> rows.put("rejected: " + reason, NumberText.count(count)));
    rows.put("published", NumberText.count(scoring.published()));
    if (scoring.control() != null) {
      rows.put("of them control group", NumberText.count(scoring.control()));
    }
    page.heading("Rows")
        .figures(rows)
        .paragraph("Audience: %s".formatted(audience()))
        .paragraph("Users table: %s".formatted(of.usersTable()));
  }

  private String audience() {
    return "%s (revision %d of the campaign)"
        .formatted(of.campaign().audienceFilter(), report.campaignRevision());
  }

  private void segments(HtmlPage page) {
    if (scoring.segments().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (SegmentFigures segment : scoring.segments()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  segment.name(),
                  NumberText.count(segment.rows()),
                  NumberText.share((double) segment.rows() / Math.max(1, scoring.published())),
                  NumberText.number(segment.meanScore()),
                  NumberText.number(segment.minScore()),
                  NumberText.number(segment.maxScore())));
      if (scoring.control() != null) {
        row.add(NumberText.count(segment.control()));
      }
      rows.add(row);
    }
    List<String> header =
        new ArrayList<>(
            List.of("segment", "rows", "share", "mean score", "least score", "greatest score"));
    if (scoring.control() != null) {
      header.add("control group");
    }
    page.heading("Segments").table(header, rows);
  }

  private void scores(HtmlPage page) {
    ScoreSummary scores = report.scores();
    page.heading("Scores");
    if (scores == null) {
      page.paragraph("Nobody was scored.");
      return;
    }
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("mean", NumberText.number(scores.mean()));
    scores
        .quantiles()
        .forEach((name, value) -> figures.put(ScoreSummary.label(name), NumberText.number(value)));
    page.figures(figures);
  }

  private void deciles(HtmlPage page) {
    ScoreSummary scores = report.scores();
    if (scores == null || scores.deciles() == null) {
      return;
    }
    page.heading("Deciles")
        .paragraph("Tenths of those scored, the greatest scores first.")
        .table(
            List.of("decile", "rows", "mean score", "least score", "greatest score"),
            scores.deciles().stream()
                .map(
                    decile ->
                        List.of(
                            Integer.toString(decile.decile()),
                            NumberText.count(decile.rows()),
                            NumberText.number(decile.meanScore()),
                            NumberText.number(decile.leastScore()),
                            NumberText.number(decile.greatestScore())))
                .toList());
  }

  private void reasons(HtmlPage page) {
    List<FeatureReasons> reasons = scoring.reasons();
    if (reasons == null || reasons.isEmpty()) {
      return;
    }
    page.heading("Reasons")
        .paragraph(
            "Which features were among the three that raised or lowered a user's score the most, of the users whose scores were explained, and by how much on average (SHAP values).")
        .table(
            List.of("feature", "users raised", "by", "users lowered", "by"),
            reasons.stream()
                .map(
                    reason ->
                        List.of(
                            reason.feature(),
                            NumberText.count(reason.raised()),
                            NumberText.number(reason.meanRaised()),
                            NumberText.count(reason.lowered()),
                            NumberText.number(reason.meanLowered())))
                .toList());
  }

  private void drift(HtmlPage page) {
    if (of.drift().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Drift> each : of.drift()) {
      Drift drift = each.getValue();
      rows.add(
          List.of(
              each.getKey(),
              NumberText.number(drift.psi()),
              NumberText.share(drift.nulls()),
              NumberText.share(drift.nullsInTraining()),
              NumberText.share(drift.unseen())));
    }
    page.heading("Drift since training")
        .paragraph(
            "The population stability index is 0 where values are spread as in the training; above %s is commonly called a large shift.%s"
                .formatted(
                    Drift.LARGE_SHIFT,
                    scoring.scorePsi() == null
                        ? ""
                        : " Of the scores it is %s."
                            .formatted(NumberText.number(scoring.scorePsi()))))
        .table(
            List.of(
                "feature",
                "stability index",
                "missing",
                "missing in training",
                "categories unseen in training"),
            rows);
  }

  private void steps(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    report
        .seconds()
        .forEach(
            (step, taken) -> rows.add(List.of(step, String.format(Locale.ROOT, "%.1f", taken))));
    page.heading("Time").table(List.of("step", "seconds"), rows);
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  private static String seconds(Duration taken) {
    return String.format(Locale.ROOT, "%,d s", Math.max(1, taken.toSeconds()));
  }
}
