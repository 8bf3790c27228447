package io.propensity.evaluation;

import io.propensity.pipeline.Gate;
import io.propensity.split.SplitName;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a model is good enough to be published.
 *
 * @param value the gate's metric; NaN where there is none, which never passes
 * @param where it was measured
 */
public record GateResult(Gate gate, double value, String where) {

  /**
   * By the part that counts, or by the cross-validation where all rows were fitted on.
   *
   * @param crossValidated the means over the folds, by metric
   */
  static GateResult of(Gate gate, Evaluation evaluation, Map<String, Double> crossValidated) {
    SplitName measured = evaluation.measured();
    return measured == SplitName.TRAIN
        ? new GateResult(
            gate,
            crossValidated.getOrDefault(gate.metric(), Double.NaN),
            "the cross-validation's folds")
        : new GateResult(
            gate, evaluation.metric(gate.metric()), "the %s split".formatted(measured.label()));
  }

  public boolean passed() {
    return gate.passes(value);
  }

  /** A sentence for people. */
  public String sentence() {
    return Double.isNaN(value)
        ? "there is no metric '%s' of %s, which evaluation.gate wants to be %s"
            .formatted(gate.metric(), where, gate.bound())
        : String.format(
            Locale.ROOT,
            "%s of %s is %.4f, and evaluation.gate wants it to be %s",
            gate.metric(),
            where,
            value,
            gate.bound());
  }
}
