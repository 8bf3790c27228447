package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.campaign.Campaign;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps campaigns. Changes of one campaign happen one after the other, each as a new revision. */
@Service
class CampaignStore {

  private final CampaignRepository campaigns;
  private final RevisionRepository revisions;
  private final CurrentUser user;
  private final Clock clock;

  CampaignStore(
      CampaignRepository campaigns, RevisionRepository revisions, CurrentUser user, Clock clock) {
    this.campaigns = campaigns;
    this.revisions = revisions;
    this.user = user;
    this.clock = clock;
  }

  @Transactional
  Campaign create(CampaignDraft draft) {
    return begin(draft, edit(Action.CREATED, null));
  }

  /** Begins a campaign with what {@code change} makes of another's content. */
  @Transactional
  Campaign copy(long id, Function<Campaign, CampaignDraft> change) {
    Campaign source = get(id);
    return begin(change.apply(source), edit(Action.COPIED, Origin.of(source)));
  }

  @Transactional(readOnly = true)
  Campaign get(long id) {
    return revisions.current(id).orElseThrow(() -> absent(id)).toCampaign();
  }

  @Transactional(readOnly = true)
  Optional<Campaign> find(long id) {
    return revisions.current(id).map(RevisionEntity::toCampaign);
  }

  @Transactional(readOnly = true)
  Page<Campaign> list(CampaignQuery query) {
    return revisions
        .list(query.archived(), query.active(), RevisionEntity.fold(query.q()), query.page())
        .map(RevisionEntity::toCampaign);
  }

  /**
   * Makes the next revision, or none when nothing changes. As RFC 9110 wants it, a change that is
   * wrong in itself is refused for that before its precondition is looked at.
   */
  @Transactional
  Campaign change(long id, IfMatch ifMatch, Function<Campaign, CampaignDraft> change) {
    CampaignEntity locked = lock(id);
    Campaign current = get(id);
    CampaignDraft draft = change.apply(current);
    ifMatch.require(current);
    if (draft.equals(CampaignDraft.of(current))) {
      return current;
    }
    return next(locked, draft, edit(Action.CHANGED, null));
  }

  /** Takes a campaign out of use; that is a revision too, of the same content. */
  @Transactional
  Campaign archive(long id, IfMatch ifMatch) {
    CampaignEntity locked = lock(id);
    Campaign current = get(id);
    ifMatch.require(current);
    Edit edit = edit(Action.ARCHIVED, null);
    locked.archive(edit.at());
    return next(locked, CampaignDraft.of(current), edit);
  }

  /** Brings an archived campaign back as it was, by one more revision. */
  @Transactional
  Campaign restore(long id, IfMatch ifMatch) {
    CampaignEntity locked = campaigns.lock(id).orElseThrow(() -> absent(id));
    if (!locked.isArchived()) {
      throw ProblemException.conflict(
          "Campaign %d is not archived: there is nothing to restore".formatted(id));
    }
    Campaign current = revisions.newest(id).orElseThrow(() -> absent(id)).toCampaign();
    ifMatch.require(current);
    locked.restore();
    return next(locked, CampaignDraft.of(current), edit(Action.RESTORED, null));
  }

  static ProblemException absent(long id) {
    return ProblemException.notFound("There is no campaign %d".formatted(id));
  }

  private CampaignEntity lock(long id) {
    return campaigns
        .lock(id)
        .filter(campaign -> !campaign.isArchived())
        .orElseThrow(() -> absent(id));
  }

  private Campaign begin(CampaignDraft draft, Edit edit) {
    return write(campaigns.save(new CampaignEntity(edit.at())), draft, edit);
  }

  private Campaign next(CampaignEntity locked, CampaignDraft draft, Edit edit) {
    locked.nextRevision();
    return write(locked, draft, edit);
  }

  private Campaign write(CampaignEntity campaign, CampaignDraft draft, Edit edit) {
    return revisions.save(new RevisionEntity(campaign, draft, edit)).toCampaign();
  }

  private Edit edit(Action action, @Nullable Origin copiedFrom) {
    return new Edit(action, user.name(), clock.instant(), copiedFrom);
  }
}
