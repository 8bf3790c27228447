package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;

/** The campaign, and the revision of it, of which another is a copy. */
public record Origin(long id, int revision) {

  static Origin of(Campaign source) {
    return new Origin(source.id(), source.revision());
  }
}
