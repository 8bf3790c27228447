package io.propensity.report;

import io.propensity.evaluation.SegmentMetrics;
import io.propensity.evaluation.paired.Difference;
import io.propensity.page.HtmlPage;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code index.html} of an evaluation of published versions. */
final class EvaluationPage {

  private final EvaluationFindings findings;

  private EvaluationPage(EvaluationFindings findings) {
    this.findings = findings;
  }

  static byte[] of(EvaluationFindings findings) {
    return new EvaluationPage(findings).page().bytes();
  }

  private HtmlPage page() {
    List<String> names =
        findings.models().stream().map(model -> model.version().toString()).toList();
    HtmlPage page =
        new HtmlPage(String.join(" and ", names) + " on new rows")
            .lead(findings.outcome())
            .paragraph(
                "Run %s, started %s UTC"
                    .formatted(
                        findings.run(),
                        findings
                            .started()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString()
                            .replace('T', ' ')
                            .replace("Z", "")))
            .warnings(findings.warnings());
    differences(page, names);
    metrics(page, names);
    segments(page, names);
    return page;
  }

  private void differences(HtmlPage page, List<String> names) {
    if (findings.differences().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Difference difference : findings.differences()) {
      List<String> row = new ArrayList<>(List.of(difference.metric()));
      findings.models().forEach(model -> row.add(number(model.metrics().get(difference.metric()))));
      row.add(EvaluationFindings.interval(difference));
      row.add(difference.told() ? "yes" : "no");
      rows.add(row);
    }
    List<String> header = new ArrayList<>(List.of("metric"));
    header.addAll(names);
    header.addAll(List.of("difference, with its interval of 95 %", "told apart"));
    page.heading("%s less %s".formatted(names.get(1), names.get(0)))
        .paragraph(
            "Of the same rows, so the interval is narrower than those of the metrics themselves. Where it holds 0, these rows do not tell the models apart.")
        .table(header, rows);
  }

  private void metrics(HtmlPage page, List<String> names) {
    Map<String, Map<String, Double>> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      columns.put(names.get(i), findings.models().get(i).metrics());
    }
    MetricTables.write(page, "Metrics", columns);
    pictures(page);
    MetricTables.deciles(page, columns);
  }

  /** The same picture of both models side by side. */
  private void pictures(HtmlPage page) {
    Map<String, byte[]> described = new LinkedHashMap<>();
    for (String name : findings.models().get(0).pictures().keySet()) {
      for (EvaluationFindings.Measured model : findings.models()) {
        byte[] png = model.pictures().get(name);
        if (png != null) {
          described.put("%s of %s".formatted(name.replace('_', ' '), model.version()), png);
        }
      }
    }
    if (!described.isEmpty()) {
      page.heading("Figures").pictures(described);
    }
  }

  private void segments(HtmlPage page, List<String> names) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    List<String> shown =
        switch (findings.task()) {
          case BINARY -> List.of("rows", "roc_auc", "log_loss");
          case MULTICLASS -> List.of("rows", "log_loss", "accuracy");
          case REGRESSION -> List.of("rows", "rmse", "mae");
        };
    List<String> header = new ArrayList<>(List.of("segment"));
    for (int i = 0; i < names.size(); i++) {
      for (String metric : shown) {
        header.add("%s, %s".formatted(metric, names.get(i)));
      }
      for (SegmentMetrics segment : findings.models().get(i).evaluation().segments()) {
        String name = "%s = %s".formatted(segment.segment().column(), segment.segment().label());
        List<String> row = rows.computeIfAbsent(name, at -> new ArrayList<>(List.of(at)));
        shown.forEach(metric -> row.add(number(segment.metrics().get(metric))));
      }
    }
    if (!rows.isEmpty()) {
      page.heading("Segments").table(header, List.copyOf(rows.values()));
    }
  }

  private static String number(@Nullable Double value) {
    return MetricTables.number(value);
  }
}
