package io.propensity.report;

import io.propensity.features.FeaturesSummary;
import io.propensity.page.HtmlPage;
import io.propensity.pipeline.quality.Verdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code index.html} of a training run: a section of each thing that its steps found. */
final class TrainingPage {

  private final TrainingFindings findings;
  private final Optional<MetricsFile> metrics;

  private TrainingPage(TrainingFindings findings) {
    this.findings = findings;
    this.metrics =
        findings.model().map(model -> MetricsFile.read(model.file(ModelFindings.METRICS)));
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
                            .replace("Z", "")));
    if (!findings.standing().isEmpty()) {
      page.paragraph("Stood as an earlier run left it: " + String.join(", ", findings.standing()));
    }
    page.warnings(warnings());
    findings.model().ifPresent(model -> ModelSections.write(page, model, metrics.orElseThrow()));
    if (findings.model().isEmpty()) {
      TrialSection.write(page, findings.task(), findings.trials());
    }
    ExportSections.write(page, findings.exports());
    IngestionSections.write(page, findings.ingestion());
    features(page);
    tables(page);
    return page;
  }

  /** What went wrong before what may be wrong: the run's end, the data, the model. */
  private List<String> warnings() {
    List<String> sentences = new ArrayList<>();
    findings.failure().ifPresent(failure -> sentences.add("The run ended early. " + failure));
    findings
        .ingestion()
        .forEach(
            source ->
                source.quality().stream()
                    .filter(verdict -> !verdict.passed())
                    .map(verdict -> sentence(source.source(), verdict))
                    .forEach(sentences::add));
    metrics.ifPresent(file -> sentences.addAll(file.warnings()));
    return sentences;
  }

  private static String sentence(String source, Verdict verdict) {
    return "The rows of %s are not as %s wants them: %s"
        .formatted(source, verdict.rule(), verdict.figures());
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
                  "Features of %s labelled rows".formatted(MetricTables.grouped(summary.rows())));
              pace(summary).ifPresent(page::paragraph);
              page.table(List.of("feature", "kind", "missing", "mean", "least", "most"), rows);
            });
  }

  /** Empty for a table that an earlier release made. */
  private static Optional<String> pace(FeaturesSummary summary) {
    Long pace = summary.rowsPerSecond();
    Double seconds = summary.seconds();
    if (pace == null || seconds == null) {
      return Optional.empty();
    }
    Long sources = summary.sourceRows();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Made in %.1f seconds, %s rows%s a second",
            seconds,
            MetricTables.grouped(pace),
            sources == null
                ? ""
                : " of the %s of the sources".formatted(MetricTables.grouped(sources))));
  }

  private void tables(HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    findings.snapshots().forEach((table, id) -> rows.add(List.of(table, id.toString())));
    if (!rows.isEmpty()) {
      page.heading("Tables").table(List.of("table", "snapshot"), rows);
    }
  }

  private static String number(@Nullable Double value) {
    return MetricTables.number(value);
  }
}
