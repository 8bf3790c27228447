package io.propensity.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.propensity.campaign.Campaign;
import java.util.List;

/**
 * A campaign as it was just written.
 *
 * @param warnings what could not be checked; left out when there is nothing to say
 */
record WrittenCampaign(
    @JsonUnwrapped Campaign campaign,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

  WrittenCampaign {
    warnings = warnings == null ? List.of() : List.copyOf(warnings); // left out in JSON
  }
}
