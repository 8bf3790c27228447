package io.propensity.api.console.run;

import io.propensity.api.lineage.Lineage;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunLogs;
import io.propensity.api.run.RunService;
import io.propensity.report.RunReport;
import io.propensity.run.RunId;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.json.JsonMapper;

/** A run's page, and what is done with a run there. */
@Controller
@RequestMapping("/console/runs/{id}")
class RunPages {

  private static final int LOG_LINES = 200;

  private final RunService runs;
  private final RunLogs logs;
  private final Lineage lineage;
  private final JsonMapper json;
  private final Clock clock;

  RunPages(RunService runs, RunLogs logs, Lineage lineage, JsonMapper json, Clock clock) {
    this.runs = runs;
    this.logs = logs;
    this.lineage = lineage;
    this.json = json;
    this.clock = clock;
  }

  @GetMapping
  String show(@PathVariable String id, Model model) {
    RunId runId = RunService.id(id);
    Run run = runs.get(runId);
    fill(run, model);
    model.addAttribute("lineage", LineagePicture.of(lineage.of(runId)));
    if (run.report() != null) {
      RunReport report = json.treeToValue(run.report(), RunReport.class);
      model.addAttribute("report", ReportView.of(report));
    }
    return "console/run/show";
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
    model.addAttribute("run", RunPage.of(run, clock.instant()));
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
