package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.IfMatch;
import io.propensity.campaign.Campaign;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps campaigns. Changes of one campaign happen one after the other, each as a new revision. */
@Service
class CampaignStore {

  private final CampaignRows rows;
  private final TransactionTemplate transaction;
  private final CurrentUser user;
  private final Clock clock;

  CampaignStore(CampaignRows rows, TransactionTemplate transaction, CurrentUser user, Clock clock) {
    this.rows = rows;
    this.transaction = transaction;
    this.user = user;
    this.clock = clock;
  }

  @Transactional
  Campaign create(CampaignDraft draft) {
    return rows.begin(draft, edit(Action.CREATED, null));
  }

  /** Begins a campaign with what {@code change} makes of another's content. */
  @Transactional
  Campaign copy(long id, Function<Campaign, CampaignDraft> change) {
    Campaign source = get(id);
    return rows.begin(change.apply(source), edit(Action.COPIED, Origin.of(source)));
  }

  Campaign get(long id) {
    return rows.current(id).orElseThrow(() -> absent(id));
  }

  Optional<Campaign> find(long id) {
    return rows.current(id);
  }

  Page<Campaign> list(CampaignQuery query) {
    return rows.list(query);
  }

  /**
   * Makes the next revision, or none when nothing changes. As RFC 9110 wants it, a change that is
   * wrong in itself is refused for that before its precondition is looked at. What it says is read
   * before others are kept waiting, since that may ask models and tables.
   */
  Campaign change(long id, IfMatch ifMatch, Function<Campaign, CampaignDraft> change) {
    Campaign seen = get(id);
    CampaignDraft draft = change.apply(seen);
    return transaction.execute(
        status -> {
          CampaignRows.Locked locked = lock(id);
          Campaign current = get(id);
          boolean isSeen = current.revision() == seen.revision();
          return changed(locked, current, isSeen ? draft : change.apply(current), ifMatch);
        });
  }

  private Campaign changed(
      CampaignRows.Locked locked, Campaign current, CampaignDraft draft, IfMatch ifMatch) {
    require(ifMatch, current);
    if (draft.equals(CampaignDraft.of(current))) {
      return current;
    }
    return rows.next(locked, draft, edit(Action.CHANGED, null), null);
  }

  /** Takes a campaign out of use; that is a revision too, of the same content. */
  @Transactional
  Campaign archive(long id, IfMatch ifMatch) {
    CampaignRows.Locked locked = lock(id);
    Campaign current = get(id);
    require(ifMatch, current);
    Edit edit = edit(Action.ARCHIVED, null);
    return rows.next(locked, CampaignDraft.of(current), edit, edit.at());
  }

  /** Brings an archived campaign back as it was, by one more revision. */
  @Transactional
  Campaign restore(long id, IfMatch ifMatch) {
    CampaignRows.Locked locked = rows.lock(id).orElseThrow(() -> absent(id));
    if (!locked.isArchived()) {
      throw ProblemException.conflict(
          "Campaign %d is not archived: there is nothing to restore".formatted(id));
    }
    Campaign current = rows.newest(id).orElseThrow(() -> absent(id));
    require(ifMatch, current);
    return rows.next(locked, CampaignDraft.of(current), edit(Action.RESTORED, null), null);
  }

  private static void require(IfMatch ifMatch, Campaign current) {
    ifMatch.require(
        "Campaign " + current.id(),
        current.revision(),
        "GET /campaigns/%d answers, which is the revision in quotes; an archived campaign's revision is in GET /campaigns?archived=true"
            .formatted(current.id()));
  }

  static ProblemException absent(long id) {
    return ProblemException.notFound("There is no campaign %d".formatted(id));
  }

  private CampaignRows.Locked lock(long id) {
    return rows.lock(id).filter(campaign -> !campaign.isArchived()).orElseThrow(() -> absent(id));
  }

  private Edit edit(Action action, @Nullable Origin copiedFrom) {
    return new Edit(action, user.name(), clock.instant(), copiedFrom);
  }
}
