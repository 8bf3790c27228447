package io.propensity.api.console.run;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.prediction.PublishedPredictions;
import io.propensity.api.run.Run;
import io.propensity.api.run.document.RunDocuments;
import io.propensity.report.RunReport;
import io.propensity.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts on a page what a run's jobs found: its report, its outcomes, what a training tells of rows,
 * trials and segments. What is kept and cannot be read is told of on the page.
 */
@Component
public class RunFindings {

  private static final TypeReference<List<TrialsView.Trial>> TRIALS = new TypeReference<>() {};

  private final RunDocuments documents;
  private final PublishedPredictions predictions;
  private final JsonMapper json;

  RunFindings(RunDocuments documents, PublishedPredictions predictions, JsonMapper json) {
    this.documents = documents;
    this.predictions = predictions;
    this.json = json;
  }

  /** The report of a run; empty where it has none. */
  public Optional<RunReport> report(Run run) {
    return Optional.ofNullable(run.report()).map(tree -> json.treeToValue(tree, RunReport.class));
  }

  /** Adds a report, with links to the rows that were published where the service may read them. */
  public void show(RunReport report, Model model) {
    model.addAttribute("report", ReportView.of(report, predictions.mayRead(report)));
  }

  /** As {@code charts.js} reads it. */
  public String text(Chart chart) {
    return json.writeValueAsString(chart);
  }

  /** Adds what came of a run. */
  void outcomesOf(RunId run, Model model) {
    documents.text(run, RunDocuments.OUTCOMES).ifPresent(text -> outcomes(run, text, model));
  }

  /** Adds what came of the newest run of a campaign of which that is known. */
  public void outcomesOf(long campaign, Model model) {
    documents
        .latest(campaign, RunDocuments.OUTCOMES)
        .ifPresent(found -> outcomes(found.run(), found.text(), model));
  }

  private void outcomes(RunId run, String text, Model model) {
    read(
            run,
            RunDocuments.OUTCOMES,
            text,
            content -> OutcomesView.of(run.value(), json.readValue(content, Outcomes.class)),
            model)
        .ifPresent(
            view -> {
              model.addAttribute("outcomes", view);
              model.addAttribute("outcomesChart", json.writeValueAsString(view.chart()));
            });
  }

  /** Adds what a training found beside its report. */
  public void trainingOf(RunId run, Model model) {
    find(
            run,
            RunDocuments.QUALITY,
            content -> QualityRow.of(json.readValue(content, QualityRow.Verdicts.class)),
            model)
        .ifPresent(rows -> model.addAttribute("quality", rows));
    find(run, RunDocuments.TRIALS, content -> TrialsView.of(json.readValue(content, TRIALS)), model)
        .ifPresent(trials -> model.addAttribute("trials", trials));
    find(
            run,
            RunDocuments.METRICS,
            content -> SegmentTable.of(json.readValue(content, Measured.class)),
            model)
        .filter(table -> !table.rows().isEmpty())
        .ifPresent(table -> model.addAttribute("measuredSegments", table));
  }

  private <T> Optional<T> find(RunId run, String name, Function<String, T> view, Model model) {
    return documents.text(run, name).flatMap(text -> read(run, name, text, view, model));
  }

  private static <T> Optional<T> read(
      RunId run, String name, String text, Function<String, T> view, Model model) {
    try {
      return Optional.of(view.apply(text));
    } catch (JacksonException unreadable) {
      List<String> faults = new ArrayList<>();
      if (model.getAttribute("faults") instanceof List<?> before) {
        before.forEach(fault -> faults.add(String.valueOf(fault)));
      }
      faults.add(
          "What run %s has as '%s' cannot be shown: %s. Have the job write it again"
              .formatted(run, name, reason(unreadable)));
      model.addAttribute("faults", faults);
      return Optional.empty();
    }
  }

  private static String reason(JacksonException unreadable) {
    return Objects.requireNonNullElse(unreadable.getOriginalMessage(), "it is of another form");
  }
}
