package io.propensity.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model is judged.
 *
 * @param threshold 0.5 when it is not said
 * @param calibration none when it is not said
 * @param segments columns whose values get metrics of their own
 */
public record EvaluationSpec(
    @Nullable Threshold threshold,
    @Nullable Calibration calibration,
    @Nullable Gate gate,
    @Nullable List<String> segments) {

  private static final double DEFAULT_THRESHOLD = 0.5;

  public EvaluationSpec {
    segments = List.copyOf(segments == null ? List.of() : segments);
  }

  /** What holds when a pipeline says nothing. */
  public static EvaluationSpec byDefault() {
    return new EvaluationSpec(null, null, null, null);
  }

  @Override
  public List<String> segments() {
    return segments == null ? List.of() : segments;
  }

  public Threshold thresholdOrDefault() {
    return threshold == null ? new Threshold.Fixed(DEFAULT_THRESHOLD) : threshold;
  }

  public Calibration calibrationOrDefault() {
    return calibration == null ? Calibration.NONE : calibration;
  }
}
