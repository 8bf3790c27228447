package io.propensity.report;

import io.propensity.ingest.IngestionSummary;
import io.propensity.page.HtmlPage;
import io.propensity.pipeline.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a run's page says of the sources: what was read, and whether it is as it should be. */
final class IngestionSections {

  private IngestionSections() {}

  /** Writes nothing where nothing was ingested. */
  static void write(HtmlPage page, List<IngestionSummary> sources) {
    if (!sources.isEmpty()) {
      counts(page, sources);
      rejected(page, sources);
      times(page, sources);
      quality(page, sources);
    }
  }

  private static void counts(HtmlPage page, List<IngestionSummary> sources) {
    List<List<String>> rows = new ArrayList<>();
    for (IngestionSummary source : sources) {
      rows.add(
          List.of(
              source.source(),
              count(source.read()),
              count(source.kept()),
              count(source.read() - source.kept()),
              distinct(source),
              String.format(Locale.ROOT, "%.1f", source.seconds()),
              count(source.rowsPerSecond()),
              source.refused() != null ? "refused" : source.standing() ? "stood" : "read"));
    }
    page.heading("Ingestion")
        .table(
            List.of(
                "source",
                "rows read",
                "kept",
                "rejected",
                "different",
                "seconds",
                "rows a second",
                ""),
            rows);
  }

  private static String distinct(IngestionSummary source) {
    List<String> columns = new ArrayList<>();
    source.distinct().forEach((column, values) -> columns.add(count(values) + " " + column));
    return String.join(", ", columns);
  }

  private static void rejected(HtmlPage page, List<IngestionSummary> sources) {
    List<List<String>> rows = new ArrayList<>();
    for (IngestionSummary source : sources) {
      source
          .rejected()
          .forEach((reason, count) -> rows.add(List.of(source.source(), reason, count(count))));
    }
    if (!rows.isEmpty()) {
      page.heading("Rejected rows").table(List.of("source", "reason", "rows"), rows);
    }
  }

  private static void times(HtmlPage page, List<IngestionSummary> sources) {
    List<List<String>> rows = new ArrayList<>();
    for (IngestionSummary source : sources) {
      source
          .times()
          .forEach(
              (column, range) ->
                  rows.add(
                      List.of(
                          source.source() + "." + column,
                          Objects.requireNonNullElse(range.from(), ""),
                          Objects.requireNonNullElse(range.to(), ""))));
    }
    if (!rows.isEmpty()) {
      page.heading("Times, in UTC").table(List.of("column", "first", "last"), rows);
    }
  }

  private static void quality(HtmlPage page, List<IngestionSummary> sources) {
    List<List<String>> rows = new ArrayList<>();
    for (IngestionSummary source : sources) {
      for (Verdict verdict : source.quality()) {
        rows.add(
            List.of(
                source.source() + ": " + verdict.rule(),
                verdict.passed() ? "passed" : "failed",
                verdict.figures(),
                verdict.severity().equals("warning") ? "warns" : "ends the run"));
      }
    }
    page.heading("Quality").table(List.of("rule", "verdict", "found", "a failure"), rows);
  }

  private static String count(long rows) {
    return MetricTables.grouped(rows);
  }
}
