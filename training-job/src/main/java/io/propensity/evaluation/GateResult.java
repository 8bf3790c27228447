package io.propensity.evaluation;

import io.propensity.pipeline.Gate;
import io.propensity.split.SplitName;
import java.util.Locale;

/**
 * Whether a model is good enough to be published.
 *
 * @param value the gate's metric of the test split; NaN where there is none, which never passes
 */
public record GateResult(Gate gate, double value) {

  static GateResult of(Gate gate, Evaluation evaluation) {
    return new GateResult(gate, evaluation.metric(SplitName.TEST, gate.metric()));
  }

  public boolean passed() {
    return gate.passes(value);
  }

  /** A sentence for people. */
  public String sentence() {
    return Double.isNaN(value)
        ? "the test split has no metric '%s', which evaluation.gate wants to be %s"
            .formatted(gate.metric(), gate.bound())
        : String.format(
            Locale.ROOT,
            "%s of the test split is %.4f, and evaluation.gate wants it to be %s",
            gate.metric(),
            value,
            gate.bound());
  }
}
