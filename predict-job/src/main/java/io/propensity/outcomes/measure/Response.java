package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the treated users responded, held against their scores; and what treating them changed.
 *
 * @param rocAuc exact, equal scores counting half; null where all or none responded
 * @param deciles of the treated by score, the greatest first
 * @param segments of the treated, in the order of the run's; empty where it has none
 * @param uplift null without a control group
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Response(
    ResponseRate response,
    @JsonProperty("roc_auc") @Nullable Double rocAuc,
    List<Decile> deciles,
    Calibration calibration,
    List<ScoredGroup> segments,
    @Nullable Uplift uplift) {

  public Response {
    deciles = List.copyOf(deciles);
    segments = List.copyOf(segments);
  }
}
