package io.propensity.training;

import io.propensity.export.Exports;
import io.propensity.features.FeaturesSummary;
import io.propensity.ingest.IngestionSummary;
import io.propensity.model.Task;
import io.propensity.report.ModelFindings;
import io.propensity.report.TrainingFindings;
import io.propensity.run.RunId;
import io.propensity.tuning.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gathers what the steps of a run find, for the page that shows it when the run ends. */
final class RunPage {

  private final Task task;
  private String outcome;
  private List<IngestionSummary> ingestion = List.of();
  private Optional<FeaturesSummary> features = Optional.empty();
  private List<Trial> trials = List.of();
  private Optional<ModelFindings> model = Optional.empty();
  private List<Exports.Export> exports = List.of();

  RunPage(Task task, Set<Step> steps) {
    this.task = task;
    this.outcome =
        "Steps that ran: " + steps.stream().map(Step::label).collect(Collectors.joining(", "));
  }

  void ingested(List<IngestionSummary> summaries) {
    ingestion = summaries;
  }

  void features(FeaturesSummary summary) {
    features = Optional.of(summary);
  }

  /** Those of a search so far. */
  void tried(List<Trial> sofar) {
    trials = List.copyOf(sofar);
  }

  void model(Training.Findings found) {
    outcome = found.outcome();
    model = Optional.of(found.model());
  }

  /** Of what went wrong without undoing what the run did. */
  void warned(String why) {
    outcome = outcome + ". " + why;
  }

  void exported(List<Exports.Export> written) {
    exports = written;
  }

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return ingestion.isEmpty()
        && features.isEmpty()
        && trials.isEmpty()
        && model.isEmpty()
        && exports.isEmpty();
  }

  /**
   * All of it.
   *
   * @param failure what ended the run before its end; not said twice where it is the outcome
   */
  TrainingFindings findings(
      String pipeline,
      RunId run,
      Instant start,
      Optional<String> failure,
      List<String> standing,
      Map<String, Long> snapshots) {
    return new TrainingFindings(
        pipeline,
        run,
        start,
        outcome,
        failure.filter(said -> !said.equals(outcome)),
        standing,
        ingestion,
        features,
        task,
        trials,
        model,
        exports,
        snapshots);
  }
}
