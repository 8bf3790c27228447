package io.propensity.report;

import io.propensity.algorithm.Importances;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.SegmentMetrics;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.page.HtmlPage;
import io.propensity.tuning.Spread;
import io.propensity.tuning.Trial;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code index.html} of a training run. */
final class TrainingPage {

  private static final int MOST_ROWS = 50;
  private static final int MOST_PAIRS = 20;

  private final TrainingFindings findings;
  private final Evaluation evaluation;

  private TrainingPage(TrainingFindings findings) {
    this.findings = findings;
    this.evaluation = findings.model().evaluation();
  }

  static byte[] of(TrainingFindings findings) {
    return new TrainingPage(findings).page().bytes();
  }

  private HtmlPage page() {
    HtmlPage page =
        new HtmlPage("%s, run %s".formatted(findings.pipeline(), findings.run()))
            .lead(findings.outcome())
            .paragraph(
                "Started %s UTC"
                    .formatted(
                        findings
                            .started()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()
                            .replace('T', ' ')
                            .replace("Z", "")))
            .warnings(findings.model().warnings());
    MetricTables.write(page, "Metrics by split", evaluation.metrics());
    evaluation.binary().ifPresent(binary -> threshold(page, binary));
    pictures(page);
    MetricTables.deciles(page, evaluation.metrics());
    segments(page);
    validation(page);
    trials(page);
    importances(page);
    interactions(page);
    features(page);
    tables(page);
    return page;
  }

  private void tables(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    findings.snapshots().forEach((table, id) -> rows.add(List.of(table, id.toString())));
    if (!rows.isEmpty()) {
      page.heading("Tables").table(List.of("table", "snapshot"), rows);
    }
  }

  private void threshold(HtmlPage page, BinaryDetail binary) {
    page.paragraph(
        "A score of %s or more counts as positive (%s%s). Scores are %s."
            .formatted(
                number(binary.threshold()),
                binary.rule() instanceof ThresholdRule.Fixed
                    ? "fixed"
                    : binary.rule().label() + ", chosen on the validation split",
                binary.reached() ? "" : "; no threshold reaches what is asked for",
                binary.calibration().isPresent()
                    ? "calibrated on the validation split"
                    : "the model's own"));
    if (!binary.uncalibrated().isEmpty()) {
      calibration(page, binary);
    }
  }

  /** What a calibration may change: ranks stay, so the ROC AUC does. */
  private void calibration(HtmlPage page, BinaryDetail binary) {
    List<List<String>> rows = new ArrayList<>();
    for (String metric : List.of("log_loss", "brier", "ece")) {
      List<String> row = new ArrayList<>(List.of(metric));
      evaluation
          .metrics()
          .forEach(
              (split, after) -> {
                Map<String, Double> before = binary.uncalibrated().getOrDefault(split, Map.of());
                row.add(number(before.get(metric)));
                row.add(number(after.get(metric)));
              });
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("metric"));
    for (String split : evaluation.metrics().keySet()) {
      header.add(split + ", before");
      header.add(split + ", after");
    }
    page.heading("Calibration").table(header, rows);
  }

  private void pictures(HtmlPage page) {
    if (!findings.pictures().isEmpty()) {
      List<String> names = List.copyOf(findings.pictures().keySet());
      page.heading("Figures")
          .pictures(
              names.stream().map(name -> "figures/" + name + ".png").toList(),
              names.stream().map(name -> name.replace('_', ' ')).toList());
    }
  }

  private void segments(HtmlPage page) {
    if (evaluation.segments().isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(List.of("rows"));
    names.addAll(MetricTables.headline(evaluation.task()));
    List<List<String>> rows = new ArrayList<>();
    for (SegmentMetrics segment : evaluation.segments()) {
      List<String> row =
          new ArrayList<>(
              List.of("%s = %s".formatted(segment.segment().column(), segment.segment().label())));
      names.forEach(name -> row.add(MetricTables.cell(name, segment.metrics())));
      rows.add(row);
    }
    page.heading("Segments of the %s split".formatted(evaluation.measured().label()))
        .table(MetricTables.header("segment", names), rows);
  }

  private void validation(HtmlPage page) {
    findings
        .crossValidation()
        .ifPresent(
            trial -> {
              List<List<String>> rows = new ArrayList<>();
              trial
                  .spreads()
                  .forEach(
                      (name, spread) -> {
                        if (!MetricTables.isOfADecile(name)) {
                          rows.add(row(name, spread));
                        }
                      });
              page.heading("Cross-validation over %d folds".formatted(trial.folds().size()))
                  .table(List.of("metric", "mean", "deviation"), rows);
            });
  }

  private static List<String> row(String name, Spread spread) {
    return List.of(name, number(spread.mean()), number(spread.deviation()));
  }

  private void trials(HtmlPage page) {
    if (findings.trials().isEmpty()) {
      return;
    }
    List<String> shown = MetricTables.headline(evaluation.task());
    List<List<String>> rows = new ArrayList<>();
    for (Trial trial : findings.trials().stream().limit(MOST_ROWS).toList()) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(trial.number())));
      row.add(trial.parameters().toString());
      for (String metric : shown) {
        Spread spread = trial.spread(metric);
        row.add(number(spread.mean()) + " ± " + number(spread.deviation()));
      }
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("trial", "parameters"));
    header.addAll(shown);
    page.heading(
            "Trials, the best first (%d of %d)".formatted(rows.size(), findings.trials().size()))
        .table(header, rows);
  }

  private void importances(HtmlPage page) {
    for (Importances.Kind kind : findings.model().model().importances().kinds()) {
      List<List<String>> rows =
          kind.byFeature().entrySet().stream()
              .limit(MOST_ROWS)
              .map(entry -> List.of(entry.getKey(), number(entry.getValue())))
              .toList();
      page.heading(
              "Importance by %s (%d of %d features)"
                  .formatted(kind.name(), rows.size(), kind.byFeature().size()))
          .table(List.of("feature", kind.unit()), rows);
    }
  }

  private void interactions(HtmlPage page) {
    List<Importances.Interaction> pairs = findings.model().model().importances().interactions();
    if (!pairs.isEmpty()) {
      List<List<String>> rows =
          pairs.stream()
              .limit(MOST_PAIRS)
              .map(pair -> List.of(pair.first() + ", " + pair.second(), number(pair.strength())))
              .toList();
      page.heading(
              "Features that act together (%d of %d pairs)".formatted(rows.size(), pairs.size()))
          .table(List.of("pair", "strength, % of all pairs"), rows);
    }
  }

  private void features(HtmlPage page) {
    findings
        .features()
        .ifPresent(
            summary -> {
              List<List<String>> rows = new ArrayList<>();
              summary
                  .features()
                  .forEach(
                      (name, values) ->
                          rows.add(
                              List.of(
                                  name,
                                  values.kind().name().toLowerCase(Locale.ROOT),
                                  MetricTables.grouped(values.nulls()),
                                  values.numbers() == null ? "" : number(values.numbers().mean()),
                                  values.numbers() == null ? "" : number(values.numbers().min()),
                                  values.numbers() == null ? "" : number(values.numbers().max()))));
              page.heading(
                      "Features of %s labelled rows"
                          .formatted(MetricTables.grouped(summary.rows())))
                  .table(List.of("feature", "kind", "missing", "mean", "least", "most"), rows);
            });
  }

  private static String number(@Nullable Double value) {
    return MetricTables.number(value);
  }
}
