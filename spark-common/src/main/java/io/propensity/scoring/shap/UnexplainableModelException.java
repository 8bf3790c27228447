package io.propensity.scoring.shap;

/** There are no exact SHAP values for a model; the message says why. */
public final class UnexplainableModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexplainableModelException(String message) {
    super(message);
  }
}
