package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.Campaign;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;

/** What campaigns were, revision by revision; archived ones keep their history. */
@Service
public class CampaignHistory {

  private final CampaignRows rows;
  private final FieldComparison comparison;

  CampaignHistory(CampaignRows rows, FieldComparison comparison) {
    this.rows = rows;
    this.comparison = comparison;
  }

  /** Newest first. A campaign's revisions have no gaps, so a page is a range of them. */
  public Page<Revision> list(long id, PageRequest page) {
    int newest = newest(id);
    long last = newest - page.getOffset();
    List<Revision> told = last < 1 ? List.of() : told(id, (int) last, page.getPageSize());
    return new PageImpl<>(told, page, newest);
  }

  public Revision get(long id, int revision) {
    requireRevision(id, revision);
    return told(id, revision, 1).get(0);
  }

  public Difference difference(long id, int from, int to) {
    return new Difference(from, to, comparison.between(campaign(id, from), campaign(id, to)));
  }

  Campaign campaign(long id, int revision) {
    requireRevision(id, revision);
    return rows.between(id, revision, revision).get(0).campaign();
  }

  /** Some revisions down from {@code last}, read with one more, which the oldest is compared to. */
  private List<Revision> told(long id, int last, int most) {
    List<CampaignRows.Kept> found = rows.between(id, last - most, last);
    List<Revision> told = new ArrayList<>();
    for (int i = 0; i < Math.min(most, found.size()); i++) {
      told.add(told(found.get(i), found.subList(i + 1, found.size())));
    }
    return told;
  }

  private Revision told(CampaignRows.Kept revision, List<CampaignRows.Kept> earlier) {
    Campaign campaign = revision.campaign();
    List<String> changed =
        earlier.stream()
            .limit(1)
            .flatMap(before -> comparison.between(before.campaign(), campaign).stream())
            .map(FieldChange::field)
            .toList();
    return Revision.of(campaign, revision.edit(), changed);
  }

  private void requireRevision(long id, int revision) {
    int newest = newest(id);
    if (revision < 1 || revision > newest) {
      throw ProblemException.notFound(
          "Campaign %d has no revision %d: its newest is %d".formatted(id, revision, newest));
    }
  }

  private int newest(long id) {
    return rows.newestRevision(id).orElseThrow(() -> CampaignStore.absent(id));
  }
}
