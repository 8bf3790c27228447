package io.propensity.catboost;

/** The names of the files that the trainer leaves in its directory. */
final class TrainerFiles {

  static final String PARAMETERS = "parameters.json";
  static final String MODEL = "model.cbm";
  static final String LOSS_CHANGE = "loss-change.tsv";
  static final String VALUES_CHANGE = "values-change.txt";
  static final String INTERACTIONS = "interactions.tsv";
  static final String SHAP = "shap.bin";
  static final String LEARN_CURVE = "learn_error.tsv";
  static final String EVAL_CURVE = "test_error.tsv";
  static final String EVAL_PREDICTIONS = "eval-predictions.tsv";

  private TrainerFiles() {}
}
