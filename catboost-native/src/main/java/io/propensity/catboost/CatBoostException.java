package io.propensity.catboost;

/** CatBoost refused or failed to train; the message is in its own words. */
public class CatBoostException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CatBoostException(String message) {
    super(message);
  }

  public CatBoostException(String message, Throwable cause) {
    super(message, cause);
  }
}
