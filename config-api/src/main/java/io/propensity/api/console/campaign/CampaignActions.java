package io.propensity.api.console.campaign;

import io.propensity.api.campaign.CampaignService;
import io.propensity.api.run.RunService;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a campaign's buttons do. */
@Controller
class CampaignActions {

  private final CampaignService campaigns;
  private final RunService runs;

  CampaignActions(CampaignService campaigns, RunService runs) {
    this.campaigns = campaigns;
    this.runs = runs;
  }

  @PostMapping("/console/campaigns/{id}/runs")
  String run(@PathVariable String id) {
    return "redirect:/console/runs/" + runs.score(number(id), null).runId();
  }

  /** The copy is switched off, and opened to be changed. */
  @PostMapping("/console/campaigns/{id}/copy")
  String copy(@PathVariable String id) {
    long copy = campaigns.copy(number(id), JsonNodeFactory.instance.objectNode()).id();
    return "redirect:/console/campaigns/%d/edit".formatted(copy);
  }

  @PostMapping("/console/campaigns/{id}/archive")
  String archive(@PathVariable String id, @RequestParam String revision) {
    campaigns.archive(number(id), IfMatch.seen(revision));
    return "redirect:/console/campaigns/" + id;
  }

  @PostMapping("/console/campaigns/{id}/restore")
  String restore(@PathVariable String id, @RequestParam String revision) {
    campaigns.restore(number(id), IfMatch.seen(revision));
    return "redirect:/console/campaigns/" + id;
  }

  private static long number(String id) {
    return PathNumbers.id("campaign", id);
  }
}
