package io.propensity.report;

import io.propensity.algorithm.Importances;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.SegmentMetrics;
import io.propensity.tuning.Spread;
import io.propensity.tuning.Trial;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code index.html} of a training run. */
final class TrainingPage {

  private static final int MOST_ROWS = 50;

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
    metrics(page);
    evaluation.binary().ifPresent(binary -> threshold(page, binary));
    pictures(page);
    segments(page);
    validation(page);
    trials(page);
    importances(page);
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

  private void metrics(HtmlPage page) {
    List<String> splits = List.copyOf(evaluation.metrics().keySet());
    Set<String> names = new LinkedHashSet<>();
    evaluation.metrics().values().forEach(values -> names.addAll(values.keySet()));
    page.heading("Metrics by split").table(header("metric", splits), rows(names, splits, false));
    if (names.stream().anyMatch(TrainingPage::isOfADecile)) {
      page.heading("Deciles, the highest scores first")
          .table(header("metric", splits), rows(names, splits, true));
    }
  }

  private static boolean isOfADecile(String metric) {
    return metric.contains("_decile_");
  }

  private List<List<String>> rows(Set<String> names, List<String> splits, boolean deciles) {
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      if (isOfADecile(name) != deciles) {
        continue;
      }
      List<String> row = new ArrayList<>(List.of(name));
      for (String split : splits) {
        row.add(number(evaluation.metrics().getOrDefault(split, Map.of()).get(name)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static void threshold(HtmlPage page, BinaryDetail binary) {
    page.paragraph(
        "A score of %s or more counts as positive%s. Scores are %s."
            .formatted(
                number(binary.threshold()),
                binary.reached() ? "" : "; no threshold reaches what evaluation.threshold asks for",
                binary.calibration().isPresent()
                    ? "calibrated on the validation split"
                    : "the model's own"));
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
    Set<String> names = new LinkedHashSet<>();
    evaluation.segments().forEach(segment -> names.addAll(segment.metrics().keySet()));
    List<List<String>> rows = new ArrayList<>();
    for (SegmentMetrics segment : evaluation.segments()) {
      List<String> row = new ArrayList<>(List.of(segment.segment().toString()));
      names.forEach(name -> row.add(number(segment.metrics().get(name))));
      rows.add(row);
    }
    page.heading("Segments of the test split").table(header("segment", List.copyOf(names)), rows);
  }

  private void validation(HtmlPage page) {
    findings
        .crossValidation()
        .ifPresent(
            trial -> {
              List<List<String>> rows = new ArrayList<>();
              trial.spreads().forEach((name, spread) -> rows.add(row(name, spread)));
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
    Set<String> metrics = findings.trials().get(0).spreads().keySet();
    List<String> shown = metrics.stream().limit(4).toList();
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
                                  grouped(values.nulls()),
                                  values.numbers() == null ? "" : number(values.numbers().mean()),
                                  values.numbers() == null ? "" : number(values.numbers().min()),
                                  values.numbers() == null ? "" : number(values.numbers().max()))));
              page.heading("Features of %s labelled rows".formatted(grouped(summary.rows())))
                  .table(List.of("feature", "kind", "missing", "mean", "least", "most"), rows);
            });
  }

  private static List<String> header(String first, List<String> others) {
    List<String> header = new ArrayList<>(List.of(first));
    header.addAll(others);
    return header;
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String number(@org.jspecify.annotations.Nullable Double value) {
    if (value == null || value.isNaN()) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) >= 2
        ? grouped(value.longValue())
        : String.format(Locale.ROOT, "%.4f", value);
  }
}
