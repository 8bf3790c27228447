package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.Campaign;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps campaigns. Changes of one campaign happen one after the other, each as a new revision. */
@Service
class CampaignStore {

  private final CampaignRepository campaigns;
  private final RevisionRepository revisions;
  private final Clock clock;

  CampaignStore(CampaignRepository campaigns, RevisionRepository revisions, Clock clock) {
    this.campaigns = campaigns;
    this.revisions = revisions;
    this.clock = clock;
  }

  @Transactional
  Campaign create(CampaignDraft draft) {
    Instant now = now();
    return write(campaigns.save(new CampaignEntity(now)), draft, now);
  }

  @Transactional(readOnly = true)
  Campaign get(long id) {
    return revisions.current(id).orElseThrow(() -> absent(id)).toCampaign();
  }

  @Transactional(readOnly = true)
  Page<Campaign> list(CampaignQuery query) {
    return revisions
        .list(
            query.active(),
            RevisionEntity.fold(query.q()),
            PageRequest.of(query.page(), query.size()))
        .map(RevisionEntity::toCampaign);
  }

  /**
   * Makes the next revision, or none when nothing changes. As RFC 9110 wants it, a change that is
   * wrong in itself is refused for that before its precondition is looked at.
   */
  @Transactional
  Campaign change(long id, IfMatch ifMatch, Function<Campaign, CampaignDraft> change) {
    CampaignEntity locked = campaigns.lock(id).orElseThrow(() -> absent(id));
    Campaign current = get(id);
    CampaignDraft draft = change.apply(current);
    ifMatch.require(current);
    if (draft.equals(CampaignDraft.of(current))) {
      return current;
    }
    locked.nextRevision();
    return write(locked, draft, now());
  }

  @Transactional
  void archive(long id, IfMatch ifMatch) {
    CampaignEntity locked = campaigns.lock(id).orElseThrow(() -> absent(id));
    ifMatch.require(get(id));
    locked.archive(now());
  }

  private Campaign write(CampaignEntity campaign, CampaignDraft draft, Instant now) {
    return revisions.save(new RevisionEntity(campaign, draft, now)).toCampaign();
  }

  /** To the microsecond, as PostgreSQL keeps it: what is answered now is what is read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ProblemException absent(long id) {
    return ProblemException.notFound("There is no campaign %d".formatted(id));
  }
}
