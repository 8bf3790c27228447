package io.propensity.report;

import io.propensity.evaluation.EvaluatedModel;
import io.propensity.features.FeaturesSummary;
import io.propensity.run.RunId;
import io.propensity.tuning.Trial;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a training run found out, for people.
 *
 * @param outcome a line: what was published, or why nothing was
 * @param features empty where the features table stood already
 * @param trials of a search, the best first
 * @param snapshots the states of the tables that were read and written, by the table's name
 * @param pictures PNGs by the name of the file without its ending
 */
public record TrainingFindings(
    String pipeline,
    RunId run,
    Instant started,
    String outcome,
    EvaluatedModel model,
    Optional<FeaturesSummary> features,
    List<Trial> trials,
    Optional<Trial> crossValidation,
    Map<String, Long> snapshots,
    Map<String, byte[]> pictures) {

  public TrainingFindings {
    trials = List.copyOf(trials);
    snapshots = Collections.unmodifiableMap(new TreeMap<>(snapshots));
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
  }
}
