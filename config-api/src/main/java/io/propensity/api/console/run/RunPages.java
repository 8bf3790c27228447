package io.propensity.api.console.run;

import io.propensity.api.campaign.CampaignNames;
import io.propensity.api.lineage.Lineage;
import io.propensity.api.prediction.Download;
import io.propensity.api.prediction.PredictionAnswer;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunLogs;
import io.propensity.api.run.RunService;
import io.propensity.run.RunId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A run's page, and what is done with a run there. */
@Controller
@RequestMapping("/console/runs/{id}")
class RunPages {

  private static final int LOG_LINES = 200;

  private final RunService runs;
  private final RunLogs logs;
  private final CampaignNames campaigns;
  private final Lineage lineage;
  private final RunFindings findings;
  private final PredictionAnswer predictions;
  private final Clock clock;

  RunPages(
      RunService runs,
      RunLogs logs,
      CampaignNames campaigns,
      Lineage lineage,
      RunFindings findings,
      PredictionAnswer predictions,
      Clock clock) {
    this.runs = runs;
    this.logs = logs;
    this.campaigns = campaigns;
    this.lineage = lineage;
    this.findings = findings;
    this.predictions = predictions;
    this.clock = clock;
  }

  @GetMapping
  String show(@PathVariable String id, Model model) {
    RunId runId = RunService.id(id);
    Run run = runs.get(runId);
    fill(run, model);
    model.addAttribute("lineage", LineagePicture.of(lineage.of(runId)));
    findings.report(run).ifPresent(report -> findings.show(report, model));
    findings.outcomesOf(runId, model);
    findings.trainingOf(runId, model);
    return "console/run/show";
  }

  /** What the run published, as the API gives it. */
  @GetMapping("/predictions")
  ResponseEntity<Resource> predictions(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response) {
    return predictions.of(Download.of(RunService.id(id), parameters), request, response);
  }

  /** What changes while a run is under way; once it is over, the whole page is wanted anew. */
  @GetMapping("/live")
  String live(@PathVariable String id, Model model, HttpServletResponse response) {
    Run run = runs.get(RunService.id(id));
    if (run.state().isOver()) {
      response.setHeader("HX-Refresh", "true");
    }
    fill(run, model);
    return "console/run/live :: both";
  }

  @PostMapping("/cancel")
  String cancel(@PathVariable String id) {
    return shown(runs.cancel(RunService.id(id)));
  }

  @PostMapping("/retry")
  String retry(@PathVariable String id) {
    return shown(runs.retry(RunService.id(id)));
  }

  private static String shown(Run run) {
    return "redirect:/console/runs/" + run.runId();
  }

  private void fill(Run run, Model model) {
    Map<Long, String> names = campaigns.of(List.of(run), Run::campaignId);
    model.addAttribute("run", RunPage.of(run, clock.instant(), names));
    try {
      model.addAttribute("log", logs.of(run, LOG_LINES));
    } catch (ProblemException elsewhere) {
      model.addAttribute("logElsewhere", detail(elsewhere));
    }
  }

  private static String detail(ProblemException problem) {
    return Objects.requireNonNullElse(problem.getBody().getDetail(), "");
  }
}
