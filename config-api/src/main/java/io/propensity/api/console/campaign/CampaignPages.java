package io.propensity.api.console.campaign;

import io.propensity.api.campaign.CampaignService;
import io.propensity.api.console.RunOptionsForm;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.RunService;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import io.propensity.campaign.Campaign;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A campaign's page, and what its buttons do. */
@Controller
@RequestMapping("/console/campaigns/{id}")
class CampaignPages {

  private final CampaignPage page;
  private final CampaignService campaigns;
  private final RunService runs;

  CampaignPages(CampaignPage page, CampaignService campaigns, RunService runs) {
    this.page = page;
    this.campaigns = campaigns;
    this.runs = runs;
  }

  @GetMapping
  String show(
      @PathVariable String id,
      @RequestParam(name = "saved", required = false) @Nullable String saved,
      Model model) {
    return saved == null ? page.show(number(id), model) : page.showSaved(number(id), model);
  }

  @PostMapping("/runs")
  String run(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    long campaign = number(id);
    RunOptionsForm form = RunOptionsForm.of(fields);
    try {
      return "redirect:/console/runs/" + runs.score(campaign, form.request()).runId();
    } catch (ProblemException refused) {
      return page.showRefusedRun(campaign, form, refused, model, response);
    }
  }

  /** The copy is switched off, and opened to be changed. */
  @PostMapping("/copy")
  String copy(@PathVariable String id, Model model, HttpServletResponse response) {
    long campaign = number(id);
    ObjectNode unchanged = JsonNodeFactory.instance.objectNode();
    return page.after(
        campaign,
        () -> "/console/campaigns/%d/edit".formatted(campaigns.copy(campaign, unchanged).id()),
        model,
        response);
  }

  @PostMapping("/archive")
  String archive(
      @PathVariable String id,
      @RequestParam String revision,
      Model model,
      HttpServletResponse response) {
    return changed(
        id, () -> campaigns.archive(number(id), IfMatch.seen(revision)), model, response);
  }

  @PostMapping("/restore")
  String restore(
      @PathVariable String id,
      @RequestParam String revision,
      Model model,
      HttpServletResponse response) {
    return changed(
        id, () -> campaigns.restore(number(id), IfMatch.seen(revision)), model, response);
  }

  private String changed(
      String id, Supplier<Campaign> change, Model model, HttpServletResponse response) {
    return page.after(number(id), () -> "/console/campaigns/" + change.get().id(), model, response);
  }

  private static long number(String id) {
    return PathNumbers.id("campaign", id);
  }
}
