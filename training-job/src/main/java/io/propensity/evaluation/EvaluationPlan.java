package io.propensity.evaluation;

import io.propensity.evaluation.calibration.CalibrationMethod;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.pipeline.EvaluationSpec;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Threshold;
import io.propensity.split.SplitName;
import java.util.List;

/**
 * What is asked of an evaluation beyond the metrics.
 *
 * @param threshold how a binary model's is chosen: on the validation split, never on the test split
 * @param segments columns by whose values the part that counts is measured too
 * @param measured the part that counts
 */
public record EvaluationPlan(
    ThresholdRule threshold,
    CalibrationMethod calibration,
    List<String> segments,
    SplitName measured) {

  /** What holds where {@code pipeline.yaml} says nothing. */
  public static final EvaluationPlan DEFAULT =
      new EvaluationPlan(
          new ThresholdRule.Fixed(0.5), CalibrationMethod.NONE, List.of(), SplitName.TEST);

  public EvaluationPlan {
    segments = List.copyOf(segments);
  }

  /** As {@code pipeline.yaml} says. */
  public static EvaluationPlan of(Pipeline pipeline) {
    EvaluationSpec spec = pipeline.evaluation();
    return new EvaluationPlan(
        rule(spec.thresholdOrDefault()),
        CalibrationMethod.valueOf(spec.calibrationOrDefault().name()),
        spec.segments(),
        SplitName.measured(pipeline.split()));
  }

  private static ThresholdRule rule(Threshold threshold) {
    if (threshold instanceof Threshold.Fixed fixed) {
      return new ThresholdRule.Fixed(fixed.score());
    }
    if (threshold instanceof Threshold.TargetPrecision target) {
      return new ThresholdRule.Precision(target.precision());
    }
    if (threshold instanceof Threshold.TargetRecall target) {
      return new ThresholdRule.Recall(target.recall());
    }
    if (threshold instanceof Threshold.HighestValue value) {
      return new ThresholdRule.Value(
          value.truePositive(), value.falsePositive(), value.falseNegative(), value.trueNegative());
    }
    return new ThresholdRule.BestF1();
  }
}
