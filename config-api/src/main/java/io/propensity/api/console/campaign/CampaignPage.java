package io.propensity.api.console.campaign;

import io.propensity.api.campaign.Action;
import io.propensity.api.campaign.CampaignHistory;
import io.propensity.api.campaign.CampaignService;
import io.propensity.api.campaign.Revision;
import io.propensity.api.console.Problem;
import io.propensity.api.console.RunOptionsForm;
import io.propensity.api.console.run.RunFindings;
import io.propensity.api.console.settings.ScheduleForm;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.CampaignRuns;
import io.propensity.api.run.RunFigures;
import io.propensity.api.run.RunService;
import io.propensity.api.run.RunStatus;
import io.propensity.api.schedule.Schedules;
import io.propensity.campaign.Campaign;
import io.propensity.report.RunReport;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A campaign's page: what it is, how its runs went, and why a button did not do what it says. */
@Component
class CampaignPage {

  private static final int RUNS = 50;
  private static final int LISTED = 10;
  private static final String RUN = "run";
  private static final String SCHEDULE = "schedule";

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

  String show(long campaign, Model model) {
    Revision newest = history.list(campaign, PageRequest.of(0, 1)).getContent().get(0);
    List<RunFigures> latest =
        figures.latest(List.of(campaign), RUNS).getOrDefault(campaign, List.of());
    model.addAttribute("campaign", newest.campaign());
    model.addAttribute("read", UsersForm.words(newest.campaign().users()));
    model.addAttribute("published", OutputWords.of(newest.campaign().output()));
    model.addAttribute("newest", newest);
    model.addAttribute("archived", newest.action() == Action.ARCHIVED);
    RunChart.of(latest).ifPresent(chart -> model.addAttribute("chart", findings.text(chart)));
    findings.outcomesOf(campaign, model);
    model.addAttribute("runs", latest.stream().limit(LISTED).toList());
    report(latest)
        .ifPresent(
            report -> {
              model.addAttribute("latest", report);
              findings.show(report, model);
            });
    model.addAttribute(
        "schedules", schedules.ofCampaign(campaign).stream().map(ScheduleView::of).toList());
    forms(newest.campaign(), latest, model);
    return "console/campaign/page";
  }

  /** What the forms begin with, where the page does not have what was typed into one. */
  private void forms(Campaign campaign, List<RunFigures> latest, Model model) {
    Map<String, Object> before =
        latest.isEmpty() ? Map.of() : runs.get(latest.get(0).runId()).options();
    RunOptionsForm suggested = RunOptionsForm.suggested(campaign.segments(), before);
    Map.of(RUN, suggested, SCHEDULE, ScheduleForm.fresh(suggested))
        .forEach(
            (name, form) -> {
              if (!model.containsAttribute(name)) {
                model.addAttribute(name, form);
              }
            });
  }

  /** With what could not be checked of what was saved. */
  String showSaved(long campaign, Model model) {
    model.addAttribute("saved", true);
    String view = show(campaign, model);
    if (model.getAttribute("campaign") instanceof Campaign saved) {
      model.addAttribute("warnings", campaigns.warnings(saved));
    }
    return view;
  }

  /** Shows why no run was started, with what was asked of it. */
  String showRefusedRun(
      long campaign,
      RunOptionsForm form,
      ProblemException refusal,
      Model model,
      HttpServletResponse response) {
    model.addAttribute(RUN, form);
    return showRefused(campaign, RUN, refusal, RunOptionsForm.FIELDS, model, response);
  }

  /** Shows why no schedule was made, with what was typed. */
  String showRefusedSchedule(
      long campaign,
      ScheduleForm form,
      ProblemException refusal,
      Model model,
      HttpServletResponse response) {
    model.addAttribute(SCHEDULE, form);
    return showRefused(campaign, SCHEDULE, refusal, ScheduleForm.FIELDS, model, response);
  }

  /**
   * Does what a button asks for and leads on; what is refused is told at the page.
   *
   * @param action which answers the address that follows
   */
  String after(long campaign, Supplier<String> action, Model model, HttpServletResponse response) {
    try {
      return "redirect:" + action.get();
    } catch (ProblemException refusal) {
      return showRefused(campaign, "", refusal, List.of(), model, response);
    }
  }

  /**
   * @param form that was sent; empty for a button
   */
  private String showRefused(
      long campaign,
      String form,
      ProblemException refusal,
      List<String> fields,
      Model model,
      HttpServletResponse response) {
    model.addAttribute("refused", form);
    Problem.show(refusal, fields, model, response);
    return show(campaign, model);
  }

  private Optional<RunReport> report(List<RunFigures> latest) {
    return latest.stream()
        .filter(run -> run.state() == RunStatus.SUCCEEDED)
        .findFirst()
        .flatMap(run -> findings.report(runs.get(run.runId())));
  }
}
