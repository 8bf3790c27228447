package io.propensity.api.lineage;

import io.propensity.api.campaign.CampaignUse;
import io.propensity.api.run.Run;
import java.util.List;

/**
 * What uses a version of a model.
 *
 * @param aliases that point at it
 * @param campaigns that are scored with it as things stand, the oldest first; some of many
 * @param runs that were to score with it, newest first: a page of them
 */
record VersionUses(
    String name, int version, List<String> aliases, List<CampaignUse> campaigns, List<Run> runs) {

  VersionUses {
    aliases = List.copyOf(aliases);
    campaigns = List.copyOf(campaigns);
    runs = List.copyOf(runs);
  }
}
