package io.propensity.api.console.campaign;

import io.propensity.api.campaign.CampaignService;
import io.propensity.api.console.Pager;
import io.propensity.api.run.CampaignRuns;
import io.propensity.api.run.RunFigures;
import io.propensity.api.schedule.Schedules;
import io.propensity.campaign.Campaign;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The list of campaigns. */
@Controller
class CampaignListPage {

  private static final String SIZE = "25";
  private static final int RUNS = 12;

  private final CampaignService campaigns;
  private final CampaignRuns runs;
  private final Schedules schedules;

  CampaignListPage(CampaignService campaigns, CampaignRuns runs, Schedules schedules) {
    this.campaigns = campaigns;
    this.runs = runs;
    this.schedules = schedules;
  }

  @GetMapping("/console/campaigns")
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(parameters);
    asked.putIfAbsent("size", List.of(SIZE));
    Page<Campaign> page = campaigns.list(asked);
    model.addAttribute("rows", rows(page.getContent()));
    model.addAttribute("pager", Pager.of(page, ServletUriComponentsBuilder.fromCurrentRequest()));
    for (String name : List.of("q", "archived", "active")) {
      String given = parameters.getFirst(name);
      model.addAttribute(name, given == null ? "" : given);
    }
    return "console/campaign/list";
  }

  private List<CampaignRow> rows(List<Campaign> found) {
    List<Long> ids = found.stream().map(Campaign::id).toList();
    Map<Long, List<RunFigures>> latest = runs.latest(ids, RUNS);
    Map<Long, Instant> next = schedules.next(ids);
    return found.stream()
        .map(
            campaign ->
                CampaignRow.of(
                    campaign,
                    latest.getOrDefault(campaign.id(), List.of()),
                    next.get(campaign.id())))
        .toList();
  }
}
