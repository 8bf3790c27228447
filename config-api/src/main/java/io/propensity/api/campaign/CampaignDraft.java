package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.campaign.UsersSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client decides about a campaign, checked. */
record CampaignDraft(
    String name,
    String modelPath,
    String audienceFilter,
    List<String> features,
    @Nullable String usersTable,
    @Nullable UsersSettings users,
    @Nullable String newestBy,
    @Nullable Double holdout,
    @Nullable Double maxDrift,
    @Nullable String segments,
    @Nullable OutputSettings output,
    boolean isActive) {

  CampaignDraft {
    features = List.copyOf(features);
  }

  /** The same but for its name, and switched off: a copy scores nobody until somebody wants it. */
  CampaignDraft copied(String copyName) {
    return new CampaignDraft(
        copyName,
        modelPath,
        audienceFilter,
        features,
        usersTable,
        users,
        newestBy,
        holdout,
        maxDrift,
        segments,
        output,
        false);
  }

  static CampaignDraft of(Campaign campaign) {
    return new CampaignDraft(
        campaign.name(),
        campaign.modelPath(),
        campaign.audienceFilter(),
        campaign.features(),
        campaign.usersTable(),
        campaign.users(),
        campaign.newestBy(),
        campaign.holdout(),
        campaign.maxDrift(),
        campaign.segments(),
        campaign.output(),
        campaign.isActive());
  }
}
