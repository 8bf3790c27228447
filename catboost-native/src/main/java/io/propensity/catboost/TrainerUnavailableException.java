package io.propensity.catboost;

/** Nothing can be trained on this machine, whatever the data and parameters are. */
public final class TrainerUnavailableException extends CatBoostException {

  private static final long serialVersionUID = 1;

  public TrainerUnavailableException(String message) {
    super(message);
  }
}
