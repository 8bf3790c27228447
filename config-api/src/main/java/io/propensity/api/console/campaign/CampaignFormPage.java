package io.propensity.api.console.campaign;

import io.propensity.api.campaign.CampaignService;
import io.propensity.api.campaign.CampaignTables;
import io.propensity.api.console.Problem;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import io.propensity.campaign.Campaign;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where campaigns are made and changed. */
@Controller
class CampaignFormPage {

  private static final int MOST_TABLES = 100;

  private final CampaignService campaigns;
  private final ModelHints models;
  private final CampaignTables tables;

  CampaignFormPage(CampaignService campaigns, ModelHints models, CampaignTables tables) {
    this.campaigns = campaigns;
    this.models = models;
    this.tables = tables;
  }

  @GetMapping("/console/campaigns/new")
  String begin(Model model) {
    return form(
        CampaignForm.empty(ModelHints.champion(models.names())),
        "New campaign",
        "/console/campaigns",
        model);
  }

  @GetMapping("/console/campaigns/{id}/edit")
  String edit(@PathVariable String id, Model model) {
    Campaign campaign = campaigns.get(PathNumbers.id("campaign", id));
    boolean ofModel =
        campaigns
            .features(campaign.modelPath())
            .map(features -> Set.copyOf(features).equals(Set.copyOf(campaign.features())))
            .orElse(false);
    return form(
        CampaignForm.of(campaign, ofModel), campaign.name(), "/console/campaigns/" + id, model);
  }

  @PostMapping("/console/campaigns")
  String create(
      @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
    CampaignForm form = CampaignForm.of(sent);
    model.addAttribute("title", "New campaign");
    model.addAttribute("address", "/console/campaigns");
    return saved(form, () -> campaigns.create(form.body()), model, response);
  }

  @PostMapping("/console/campaigns/{id}")
  String replace(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse response) {
    CampaignForm form = CampaignForm.of(sent);
    long number = PathNumbers.id("campaign", id);
    IfMatch seen = IfMatch.seen(form.revision());
    model.addAttribute("title", form.name());
    model.addAttribute("address", "/console/campaigns/" + number);
    return saved(form, () -> campaigns.replace(number, seen, form.body()), model, response);
  }

  private String saved(
      CampaignForm form, Supplier<Campaign> write, Model model, HttpServletResponse response) {
    try {
      return "redirect:/console/campaigns/%d?saved".formatted(write.get().id());
    } catch (ProblemException refused) {
      Problem.show(refused, CampaignForm.FIELDS, model, response);
      return form(form, model);
    }
  }

  private String form(CampaignForm form, String title, String address, Model model) {
    model.addAttribute("title", title);
    model.addAttribute("address", address);
    return form(form, model);
  }

  private String form(CampaignForm form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("models", models.names());
    model.addAttribute("tables", tables.named(MOST_TABLES));
    model.addAttribute("hint", models.of(form.modelPath()));
    return "console/campaign/form";
  }
}
