package io.propensity.api.console.campaign;

import io.propensity.api.campaign.CampaignHistory;
import io.propensity.api.campaign.Revision;
import io.propensity.api.console.Pager;
import io.propensity.api.web.Paging;
import io.propensity.api.web.PathNumbers;
import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What a campaign was, and what differs between two of its revisions. */
@Controller
class HistoryPage {

  private static final String SIZE = "25";
  private static final int LAST_REVISION = 999_999_999;

  private final CampaignHistory history;

  HistoryPage(CampaignHistory history) {
    this.history = history;
  }

  @GetMapping("/console/campaigns/{id}/history")
  String list(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(parameters);
    asked.putIfAbsent("size", List.of(SIZE));
    long campaign = PathNumbers.id("campaign", id);
    Page<Revision> page = history.list(campaign, Paging.of(asked).request());
    model.addAttribute("id", campaign);
    model.addAttribute("revisions", page.getContent());
    model.addAttribute("pager", Pager.of(page, ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/campaign/history";
  }

  @GetMapping("/console/campaigns/{id}/diff")
  String difference(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    QueryParameters query = new QueryParameters(parameters, List.of("from", "to"));
    int from = query.required("from", 1, LAST_REVISION);
    int to = query.required("to", 1, LAST_REVISION);
    query.requireNone();
    long campaign = PathNumbers.id("campaign", id);
    model.addAttribute("id", campaign);
    model.addAttribute("before", history.get(campaign, from));
    model.addAttribute("after", history.get(campaign, to));
    model.addAttribute(
        "changes",
        history.difference(campaign, from, to).changes().stream().map(ChangeView::of).toList());
    return "console/campaign/diff";
  }
}
