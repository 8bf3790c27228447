package io.propensity.report;

import java.util.List;

/** Names of columns of published predictions that jobs and service share. */
public final class PredictionColumns {

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

  private PredictionColumns() {}
}
