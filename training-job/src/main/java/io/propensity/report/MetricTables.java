package io.propensity.report;

import io.propensity.model.Task;
import io.propensity.page.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metrics as tables of a page: a row a metric, with its interval beside it where it has one. */
final class MetricTables {

  private static final String LOW = "_low";
  private static final String HIGH = "_high";
  private static final String DECILE = "_decile_";

  private MetricTables() {}

  /** The few metrics that tell models of a task apart, where there is no room for all. */
  static List<String> headline(Task task) {
    return switch (task) {
      case BINARY -> List.of("roc_auc", "pr_auc", "log_loss", "brier", "accuracy", "f1");
      case MULTICLASS -> List.of("log_loss", "accuracy", "f1_macro", "roc_auc_ovr");
      case REGRESSION -> List.of("rmse", "mae", "r2");
    };
  }

  /** Writes all metrics, and in a table of their own those of the deciles. */
  static void write(HtmlPage page, String heading, Map<String, Map<String, Double>> columns) {
    page.heading(heading).table(header("metric", columns.keySet()), rows(columns, false));
  }

  /** Writes the metrics of the deciles, where there are any. */
  static void deciles(HtmlPage page, Map<String, Map<String, Double>> columns) {
    List<List<String>> rows = rows(columns, true);
    if (!rows.isEmpty()) {
      page.heading("Deciles, the highest scores first")
          .table(header("metric", columns.keySet()), rows);
    }
  }

  static boolean isOfADecile(String metric) {
    return metric.contains(DECILE);
  }

  static List<String> header(String first, Iterable<String> others) {
    List<String> header = new ArrayList<>(List.of(first));
    others.forEach(header::add);
    return header;
  }

  /** A metric, with its interval of 95 % where it has one. */
  static String cell(String metric, Map<String, Double> metrics) {
    Double low = metrics.get(metric + LOW);
    Double high = metrics.get(metric + HIGH);
    String value = number(metrics.get(metric));
    return low == null || high == null
        ? value
        : "%s (%s to %s)".formatted(value, number(low), number(high));
  }

  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String number(@Nullable Double value) {
    if (value == null || value.isNaN()) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) >= 2
        ? grouped(value.longValue())
        : String.format(Locale.ROOT, Math.abs(value) >= 1_000 ? "%,.1f" : "%.4f", value);
  }

  private static List<List<String>> rows(
      Map<String, Map<String, Double>> columns, boolean deciles) {
    Set<String> names = new LinkedHashSet<>();
    columns.values().forEach(values -> names.addAll(values.keySet()));
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      if (isOfADecile(name) == deciles && !isABound(name, names)) {
        List<String> row = new ArrayList<>(List.of(name));
        columns.values().forEach(values -> row.add(cell(name, values)));
        rows.add(row);
      }
    }
    return rows;
  }

  /** An end of another metric's interval, which stands beside that. */
  private static boolean isABound(String name, Set<String> names) {
    return (name.endsWith(LOW) && names.contains(name.substring(0, name.length() - LOW.length())))
        || (name.endsWith(HIGH)
            && names.contains(name.substring(0, name.length() - HIGH.length())));
  }
}
