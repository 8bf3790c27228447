package io.propensity.report;

import io.propensity.export.Exports;
import io.propensity.page.HtmlPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run's page shows of the exports: the first rows of each, and where all of them lie. */
final class ExportSections {

  private ExportSections() {}

  static void write(HtmlPage page, List<Exports.Export> exports) {
    for (Exports.Export export : exports) {
      page.heading("Export %s, %s".formatted(export.name(), rows(export.first().size(), export)));
      if (!export.first().isEmpty()) {
        page.table(
            export.columns(),
            export.first().stream().map(row -> cells(export.columns(), row)).toList());
      }
      String file = export.name() + (export.rows().isPresent() ? ".json" : ".parquet");
      page.link(
          "dashboard/" + file,
          "dashboard/" + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20"));
    }
  }

  private static String rows(int shown, Exports.Export export) {
    String all =
        export
            .rows()
            .map(rows -> MetricTables.grouped(rows))
            .orElseGet(() -> "more than " + MetricTables.grouped(Exports.SMALL));
    return export.rows().filter(rows -> rows == shown).isPresent()
        ? all + (shown == 1 ? " row" : " rows")
        : "the first %d of %s rows".formatted(shown, all);
  }

  private static List<String> cells(List<String> columns, Map<String, Object> row) {
    List<String> cells = new ArrayList<>();
    columns.forEach(column -> cells.add(cell(row.get(column))));
    return cells;
  }

  /** Whole numbers as they are, for they may be years; others as short as they can be read. */
  private static String cell(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean tiny = number != 0 && Math.abs(number) < 0.001;
      return String.format(
          Locale.ROOT, tiny ? "%.2e" : Math.abs(number) >= 1_000 ? "%.1f" : "%.4f", number);
    }
    return value == null ? "" : value.toString();
  }
}
