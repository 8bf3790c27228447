package io.propensity.report;

import java.util.List;

/** Names of columns of published predictions that jobs and service share. */
public final class PredictionColumns {

  /** A probability for each class. */
  public static final String CLASS_PROBABILITIES = "class_probabilities";

  /** What raised and lowered the score. */
  public static final String EXPLANATION = "explanation";

  public static final String CAMPAIGN_ID = "campaign_id";
  public static final String MODEL_VERSION = "model_version";
  public static final String RUN_ID = "run_id";
  public static final String SCORED_AT = "scored_at";

  /**
   * How a row was made, the same of all rows of a run. The last columns, in this order, but for
   * those whose values are folders: Spark has these behind all others.
   */
  public static final List<String> TECHNICAL =
      List.of(CAMPAIGN_ID, MODEL_VERSION, RUN_ID, SCORED_AT);

  /** Those that have more than one value a row; in CSV files they are JSON texts. */
  public static final List<String> OF_MANY_VALUES = List.of(CLASS_PROBABILITIES, EXPLANATION);

  private PredictionColumns() {}
}
