package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Campaigns as other parts of the service see them. */
@Component
public class CampaignLookup {

  private final CampaignStore store;

  CampaignLookup(CampaignStore store) {
    this.store = store;
  }

  /** The campaign as it stands, or the problem that there is none, or that it is archived. */
  public Campaign require(long id) {
    return store.get(id);
  }

  /** The campaign as it stands; empty where there is none, or it is archived. */
  public Optional<Campaign> find(long id) {
    return store.find(id);
  }
}
