package io.propensity.report;

import io.propensity.export.Exports;
import io.propensity.features.FeaturesSummary;
import io.propensity.ingest.IngestionSummary;
import io.propensity.model.Task;
import io.propensity.run.RunId;
import io.propensity.tuning.Trial;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a training run found out, for people: of each step that it ran.
 *
 * @param outcome a line: what was published, or why nothing was
 * @param failure what ended the run before its end; empty where nothing did
 * @param standing steps whose result an earlier run had left
 * @param ingestion one a source that was read
 * @param features empty where the features step was not run
 * @param trials of a search that this run made, the best first
 * @param model empty where nothing was evaluated
 * @param snapshots the states of the tables that were read and written, by the table's name
 */
public record TrainingFindings(
    String pipeline,
    RunId run,
    Instant started,
    String outcome,
    Optional<String> failure,
    List<String> standing,
    List<IngestionSummary> ingestion,
    Optional<FeaturesSummary> features,
    Task task,
    List<Trial> trials,
    Optional<ModelFindings> model,
    List<Exports.Export> exports,
    Map<String, Long> snapshots) {

  public TrainingFindings {
    standing = List.copyOf(standing);
    ingestion = List.copyOf(ingestion);
    trials = List.copyOf(trials);
    exports = List.copyOf(exports);
    snapshots = Collections.unmodifiableMap(new TreeMap<>(snapshots));
  }
}
