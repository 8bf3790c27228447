package io.propensity.report;

import io.propensity.algorithm.Importances;
import io.propensity.explanation.ImportancesJson;
import io.propensity.page.HtmlPage;
import io.propensity.tuning.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run's page says of the model: how good it is, how it was found, what it looks at. */
final class ModelSections {

  private static final int MOST_ROWS = 50;
  private static final int MOST_PAIRS = 20;

  private final HtmlPage page;
  private final ModelFindings findings;
  private final MetricsFile file;
  private final Importances importances;

  private ModelSections(HtmlPage page, ModelFindings findings, MetricsFile file) {
    this.page = page;
    this.findings = findings;
    this.file = file;
    this.importances = ImportancesJson.read(findings.file(ModelFindings.IMPORTANCES));
  }

  static void write(HtmlPage page, ModelFindings findings, MetricsFile file) {
    new ModelSections(page, findings, file).write();
  }

  private void write() {
    Map<String, Map<String, Double>> metrics = file.metrics();
    MetricTables.write(page, "Metrics by split", metrics);
    MetricsFile.Threshold threshold = file.threshold();
    if (threshold != null) {
      threshold(threshold);
    }
    pictures();
    MetricTables.deciles(page, metrics);
    segments();
    validation();
    TrialSection.write(page, findings.task(), findings.trials());
    importances();
    interactions();
  }

  private void threshold(MetricsFile.Threshold threshold) {
    page.paragraph(
        "A score of %s or more counts as positive (%s%s). Scores are %s."
            .formatted(
                number(threshold.value()),
                threshold.chosenOn() == null
                    ? threshold.rule()
                    : "%s, chosen on the %s split"
                        .formatted(threshold.rule(), threshold.chosenOn()),
                Boolean.FALSE.equals(threshold.reached())
                    ? "; no threshold reaches what is asked for"
                    : "",
                file.calibration() == null
                    ? "the model's own"
                    : "calibrated on the %s split".formatted(file.calibration().fittedOn())));
    Map<String, Map<String, Double>> before = file.uncalibrated();
    if (!before.isEmpty()) {
      calibration(before);
    }
  }

  /** What a calibration may change: ranks stay, so the ROC AUC does. */
  private void calibration(Map<String, Map<String, Double>> before) {
    List<String> header = new ArrayList<>(List.of("metric"));
    Map<String, Map<String, Double>> after = file.metrics();
    for (String split : after.keySet()) {
      header.add(split + ", before");
      header.add(split + ", after");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String metric : List.of("log_loss", "brier", "ece")) {
      List<String> row = new ArrayList<>(List.of(metric));
      after.forEach(
          (split, values) -> {
            row.add(number(before.getOrDefault(split, Map.of()).get(metric)));
            row.add(number(values.get(metric)));
          });
      rows.add(row);
    }
    page.heading("Calibration").table(header, rows);
  }

  private void pictures() {
    Map<String, byte[]> described = new LinkedHashMap<>();
    findings.pictures().forEach(file -> described.put(description(file), findings.file(file)));
    if (!described.isEmpty()) {
      page.heading("Figures").pictures(described);
    }
  }

  private static String description(String file) {
    return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')).replace('_', ' ');
  }

  private void segments() {
    List<MetricsFile.Segment> segments = file.segmentsOrNone();
    if (segments.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(List.of("rows"));
    names.addAll(MetricTables.headline(findings.task()));
    List<List<String>> rows = new ArrayList<>();
    for (MetricsFile.Segment segment : segments) {
      List<String> row = new ArrayList<>(List.of(segment.label()));
      names.forEach(name -> row.add(MetricTables.cell(name, segment.metrics())));
      rows.add(row);
    }
    page.heading("Segments of the %s split".formatted(file.measured().label()))
        .table(MetricTables.header("segment", names), rows);
  }

  private void validation() {
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

  private void importances() {
    for (Importances.Kind kind : importances.kinds()) {
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

  private void interactions() {
    List<Importances.Interaction> pairs = importances.interactions();
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

  private static String number(@Nullable Double value) {
    return MetricTables.number(value);
  }
}
