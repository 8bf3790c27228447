package io.propensity.report;

import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.paired.Difference;
import io.propensity.model.ModelVersion;
import io.propensity.model.Task;
import io.propensity.run.RunId;
import io.propensity.split.SplitName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one or two published versions came to on new rows.
 *
 * @param data where the rows lie
 * @param rows those that have a label
 * @param unlabelled those that have none and were left out
 * @param models the champion, and the challenger where there is one
 * @param differences the challenger's metrics less the champion's; empty without a challenger
 */
public record EvaluationFindings(
    RunId run,
    Instant started,
    String data,
    long rows,
    long unlabelled,
    List<Measured> models,
    List<Difference> differences,
    List<String> warnings) {

  public EvaluationFindings {
    models = List.copyOf(models);
    differences = List.copyOf(differences);
    warnings = List.copyOf(warnings);
  }

  /**
   * One version.
   *
   * @param evaluation whose test split are the new rows
   * @param pictures PNGs by the name of the file without its ending
   */
  public record Measured(
      ModelVersion version, Evaluation evaluation, Map<String, byte[]> pictures) {

    public Measured {
      pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    }

    Map<String, Double> metrics() {
      return evaluation.metrics().getOrDefault(SplitName.TEST.label(), Map.of());
    }
  }

  Task task() {
    return models.get(0).evaluation().task();
  }

  /** A line: how many rows, and how many could not be used. */
  String outcome() {
    String left =
        unlabelled == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d without a label left out", unlabelled);
    return String.format(Locale.ROOT, "%,d labelled rows of %s%s", rows, data, left);
  }

  /** A table of a few metrics, for a terminal. */
  public String summary() {
    List<List<String>> table = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("metric"));
    models.forEach(model -> header.add(model.version().toString()));
    if (!differences.isEmpty()) {
      header.add("difference (95 %)");
    }
    table.add(header);
    for (String metric : MetricTables.headline(task())) {
      table.add(row(metric));
    }
    StringBuilder text = new StringBuilder(outcome()).append(System.lineSeparator());
    warnings.forEach(
        warning -> text.append("Warning: ").append(warning).append(System.lineSeparator()));
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = table.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        line.append(row.get(i)).append(" ".repeat(width - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private List<String> row(String metric) {
    List<String> row = new ArrayList<>(List.of(metric));
    for (Measured model : models) {
      Double value = model.metrics().get(metric);
      row.add(value == null ? "" : number(value));
    }
    if (!differences.isEmpty()) {
      row.add(
          differences.stream()
              .filter(difference -> difference.metric().equals(metric))
              .findFirst()
              .map(EvaluationFindings::interval)
              .orElse(""));
    }
    return row;
  }

  /** {@code +0.0021 (-0.0010 to 0.0052)}. */
  static String interval(Difference difference) {
    String value = (difference.value() > 0 ? "+" : "") + number(difference.value());
    return Double.isFinite(difference.deviation())
        ? "%s (%s to %s)".formatted(value, number(difference.low()), number(difference.high()))
        : value;
  }

  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.1f" : "%.4f", value);
  }
}
