package io.propensity.evaluation;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.model.Calibration;
import io.propensity.split.SplitName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only a binary model has.
 *
 * @param rankings of the splits that have rows, by calibrated scores
 * @param threshold at or above which a calibrated score counts as positive
 * @param reached whether the threshold keeps what its rule asks for
 * @param uncalibrated the metrics of the model's own scores by split, then by name; empty where
 *     they are not calibrated
 */
public record BinaryDetail(
    Map<SplitName, Ranking> rankings,
    ThresholdRule rule,
    double threshold,
    boolean reached,
    Optional<Calibration> calibration,
    Map<String, Map<String, Double>> uncalibrated) {

  public BinaryDetail {
    rankings = Collections.unmodifiableMap(new EnumMap<>(rankings));
    uncalibrated = Collections.unmodifiableMap(new LinkedHashMap<>(uncalibrated));
  }
}
