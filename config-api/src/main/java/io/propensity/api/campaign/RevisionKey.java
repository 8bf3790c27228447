package io.propensity.api.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

@Embeddable
record RevisionKey(
    @Column(name = "campaign_id") long campaignId, @Column(name = "revision") int revision) {}
