package io.propensity.evaluation.threshold;

import java.io.Serializable;

/** How the score is chosen at or above which a row counts as positive. */
public sealed interface ThresholdRule extends Serializable {

  /** How good a threshold is that has this outcome; the highest wins. */
  double objective(Confusion outcome);

  /** Whether the outcome keeps what the rule asks for. */
  default boolean reached(Confusion outcome) {
    return true;
  }

  /** As messages and reports name it. */
  String label();

  /** Given beforehand. */
  record Fixed(double threshold) implements ThresholdRule {

    public Fixed {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException("A threshold is in [0, 1], not " + threshold);
      }
    }

    @Override
    public double objective(Confusion outcome) {
      return 0;
    }

    @Override
    public String label() {
      return "fixed";
    }
  }

  /** The highest F1. */
  record BestF1() implements ThresholdRule {

    @Override
    public double objective(Confusion outcome) {
      return outcome.f1();
    }

    @Override
    public String label() {
      return "best_f1";
    }
  }

  /** The highest recall of those whose precision is at least this; else the highest precision. */
  record Precision(double least) implements ThresholdRule {

    @Override
    public double objective(Confusion outcome) {
      return reached(outcome) ? 1 + outcome.recall() : outcome.precision();
    }

    @Override
    public boolean reached(Confusion outcome) {
      return outcome.precision() >= least;
    }

    @Override
    public String label() {
      return "precision at least " + least;
    }
  }

  /** The highest precision of those whose recall is at least this. */
  record Recall(double least) implements ThresholdRule {

    @Override
    public double objective(Confusion outcome) {
      return reached(outcome) ? 1 + outcome.precision() : outcome.recall();
    }

    @Override
    public boolean reached(Confusion outcome) {
      return outcome.recall() >= least;
    }

    @Override
    public String label() {
      return "recall at least " + least;
    }
  }

  /** The highest value, where each outcome of a row is worth something or costs it. */
  record Value(double truePositive, double falsePositive, double falseNegative, double trueNegative)
      implements ThresholdRule {

    @Override
    public double objective(Confusion outcome) {
      return truePositive * outcome.truePositives()
          + falsePositive * outcome.falsePositives()
          + falseNegative * outcome.falseNegatives()
          + trueNegative * outcome.trueNegatives();
    }

    @Override
    public String label() {
      return "highest value";
    }
  }
}
