package io.propensity.api.lineage;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run comes from, or made.
 *
 * @param id as it is known elsewhere: {@code 7/3} is revision 3 of campaign 7
 * @param of the id of the node that leads to it; null for the first
 * @param snapshot the state of a table; null for other things, and for tables that have none
 * @param href its address here; null where the service does not have it
 */
public record LineageNode(
    Type type, String id, @Nullable String of, @Nullable Long snapshot, @Nullable String href) {

  /** What a node is. */
  public enum Type {
    @JsonProperty("prediction_run")
    PREDICTION_RUN,
    @JsonProperty("campaign_revision")
    CAMPAIGN_REVISION,
    @JsonProperty("model_version")
    MODEL_VERSION,
    @JsonProperty("training_run")
    TRAINING_RUN,
    /** By its location, or by its name where the run tells no more. */
    @JsonProperty("table")
    TABLE
  }
}
