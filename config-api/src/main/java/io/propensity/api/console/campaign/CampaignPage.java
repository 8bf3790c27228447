package io.propensity.api.console.campaign;

import io.propensity.api.campaign.Action;
import io.propensity.api.campaign.CampaignHistory;
import io.propensity.api.campaign.CampaignService;
import io.propensity.api.campaign.Revision;
import io.propensity.api.console.run.RunFindings;
import io.propensity.api.run.CampaignRuns;
import io.propensity.api.run.RunFigures;
import io.propensity.api.run.RunService;
import io.propensity.api.run.RunStatus;
import io.propensity.api.schedule.Schedules;
import io.propensity.api.web.PathNumbers;
import io.propensity.campaign.Campaign;
import io.propensity.report.RunReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A campaign: what it is, and how its runs went. */
@Controller
class CampaignPage {

  private static final int RUNS = 50;
  private static final int LISTED = 10;

  private final CampaignService campaigns;
  private final CampaignHistory history;
  private final CampaignRuns figures;
  private final RunService runs;
  private final Schedules schedules;
  private final RunFindings findings;

  CampaignPage(
      CampaignService campaigns,
      CampaignHistory history,
      CampaignRuns figures,
      RunService runs,
      Schedules schedules,
      RunFindings findings) {
    this.campaigns = campaigns;
    this.history = history;
    this.figures = figures;
    this.runs = runs;
    this.schedules = schedules;
    this.findings = findings;
  }

  @GetMapping("/console/campaigns/{id}")
  String page(
      @PathVariable String id,
      @RequestParam(name = "saved", required = false) @Nullable String saved,
      Model model) {
    long number = PathNumbers.id("campaign", id);
    Revision newest = history.list(number, PageRequest.of(0, 1)).getContent().get(0);
    Campaign campaign = newest.campaign();
    List<RunFigures> latest = figures.latest(List.of(number), RUNS).getOrDefault(number, List.of());
    model.addAttribute("campaign", campaign);
    model.addAttribute("newest", newest);
    model.addAttribute("archived", newest.action() == Action.ARCHIVED);
    model.addAttribute("saved", saved != null);
    model.addAttribute("warnings", saved == null ? List.of() : campaigns.warnings(campaign));
    RunChart.of(latest).ifPresent(chart -> model.addAttribute("chart", findings.text(chart)));
    findings.outcomesOf(number, model);
    model.addAttribute("runs", latest.stream().limit(LISTED).toList());
    report(latest)
        .ifPresent(
            report -> {
              model.addAttribute("latest", report);
              findings.show(report, model);
            });
    model.addAttribute(
        "schedules", schedules.ofCampaign(number).stream().map(ScheduleView::of).toList());
    return "console/campaign/page";
  }

  private Optional<RunReport> report(List<RunFigures> latest) {
    return latest.stream()
        .filter(run -> run.state() == RunStatus.SUCCEEDED)
        .findFirst()
        .flatMap(run -> findings.report(runs.get(run.runId())));
  }
}
