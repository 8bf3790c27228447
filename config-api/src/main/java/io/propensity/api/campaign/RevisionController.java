package io.propensity.api.campaign;

import io.propensity.api.web.PageAnswer;
import io.propensity.api.web.Paging;
import io.propensity.api.web.PathNumbers;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RevisionController implements RevisionOperations {

  private final CampaignHistory history;

  RevisionController(CampaignHistory history) {
    this.history = history;
  }

  @Override
  public ResponseEntity<List<Revision>> list(String id, MultiValueMap<String, String> given) {
    Paging paging = Paging.of(given);
    return PageAnswer.of(history.list(PathNumbers.id("campaign", id), paging.request()));
  }

  @Override
  public Revision get(String id, String revision) {
    return history.get(PathNumbers.id("campaign", id), PathNumbers.revision(revision));
  }

  @Override
  public Difference difference(String id, MultiValueMap<String, String> given) {
    DifferenceQuery asked = DifferenceQuery.of(given);
    return history.difference(PathNumbers.id("campaign", id), asked.from(), asked.to());
  }
}
