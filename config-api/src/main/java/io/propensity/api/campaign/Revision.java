package io.propensity.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.campaign.Campaign;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a campaign.
 *
 * @param changedBy null for a change that an earlier release made
 * @param changed the fields that differ from the revision before; none for the first
 * @param copiedFrom null unless the campaign began with this revision as a copy
 * @param campaign the campaign as it was after the change
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Revision(
    int revision,
    Action action,
    @JsonProperty("changed_by") @Nullable String changedBy,
    @JsonProperty("changed_at") Instant changedAt,
    List<String> changed,
    @JsonProperty("copied_from") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Origin copiedFrom,
    Campaign campaign) {

  public Revision {
    changed = List.copyOf(changed);
  }

  static Revision of(Campaign campaign, Edit edit, List<String> changed) {
    return new Revision(
        campaign.revision(),
        edit.action(),
        edit.by(),
        edit.at(),
        changed,
        edit.copiedFrom(),
        campaign);
  }
}
