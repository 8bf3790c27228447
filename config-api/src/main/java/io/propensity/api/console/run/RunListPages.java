package io.propensity.api.console.run;

import io.propensity.api.campaign.CampaignNames;
import io.propensity.api.console.Pager;
import io.propensity.api.console.Problem;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunQuery;
import io.propensity.api.run.RunService;
import io.propensity.api.run.RunStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The list of runs. */
@Controller
class RunListPages {

  private static final List<String> STATES =
      Arrays.stream(RunStatus.values())
          .map(state -> state.name().toLowerCase(Locale.ROOT))
          .toList();

  private static final int SUGGESTED = 200;

  private final RunService runs;
  private final CampaignNames campaigns;
  private final Clock clock;

  RunListPages(RunService runs, CampaignNames campaigns, Clock clock) {
    this.runs = runs;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  @GetMapping("/console/runs")
  String list(
      @RequestParam MultiValueMap<String, String> parameters,
      Model model,
      HttpServletResponse response) {
    RunFilter filter = RunFilter.of(parameters);
    model.addAttribute("filter", filter);
    model.addAttribute("states", STATES);
    model.addAttribute("campaigns", campaigns.newest(SUGGESTED));
    try {
      fill(RunQuery.of(filter.parameters()), model);
    } catch (ProblemException wrong) {
      response.setStatus(wrong.getStatusCode().value());
      model.addAttribute("problem", Problem.of(wrong));
    }
    return "console/run/list";
  }

  private void fill(RunQuery query, Model model) {
    List<Run> found = runs.list(query);
    model.addAttribute("runs", rows(found.stream().limit(query.size()).toList()));
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            query.size(),
            last -> RunQuery.Cursor.of(last).text(),
            ServletUriComponentsBuilder.fromCurrentRequest()));
  }

  private List<RunRow> rows(List<Run> found) {
    Instant now = clock.instant();
    Map<Long, String> names = campaigns.of(found, Run::campaignId);
    return found.stream().map(run -> RunRow.of(run, now, names)).toList();
  }
}
