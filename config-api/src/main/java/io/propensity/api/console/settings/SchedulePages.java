package io.propensity.api.console.settings;

import io.propensity.api.campaign.CampaignNames;
import io.propensity.api.console.Pager;
import io.propensity.api.console.Problem;
import io.propensity.api.console.RunOptionsForm;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.schedule.Firing;
import io.propensity.api.schedule.Schedule;
import io.propensity.api.schedule.ScheduleQuery;
import io.propensity.api.schedule.Schedules;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import io.propensity.api.web.QueryParameters;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schedules, and what became of their firings. */
@Controller
@RequestMapping("/console/settings/schedules")
class SchedulePages {

  private static final String ADDRESS = "/console/settings/schedules";
  private static final int FIRINGS = 50;
  private static final int SUGGESTED = 200;
  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Schedules schedules;
  private final CampaignNames campaigns;
  private final JsonMapper json;

  SchedulePages(Schedules schedules, CampaignNames campaigns, JsonMapper json) {
    this.schedules = schedules;
    this.campaigns = campaigns;
    this.json = json;
  }

  @GetMapping
  String list(@RequestParam MultiValueMap<String, String> parameters, Model model) {
    return list(parameters, ScheduleForm.fresh(RunOptionsForm.NONE), model);
  }

  private String list(MultiValueMap<String, String> parameters, ScheduleForm form, Model model) {
    model.addAttribute("form", form);
    ScheduleQuery query = ScheduleQuery.of(parameters);
    List<Schedule> found = schedules.list(query);
    model.addAttribute("schedules", rows(found.stream().limit(query.size()).toList()));
    model.addAttribute("campaigns", campaigns.newest(SUGGESTED));
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            query.size(),
            last -> String.valueOf(last.id()),
            ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/settings/schedules";
  }

  private List<ScheduleRow> rows(List<Schedule> found) {
    Map<Long, String> names = campaigns.of(found, Schedule::campaignId);
    return found.stream().map(schedule -> ScheduleRow.of(schedule, names)).toList();
  }

  @PostMapping
  String create(
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    ScheduleForm form = ScheduleForm.of(fields);
    try {
      return shown(schedules.create(form.body()));
    } catch (ProblemException refused) {
      Problem.show(refused, ScheduleForm.FIELDS, model, response);
      return list(new LinkedMultiValueMap<>(), form, model);
    }
  }

  /** Refused where somebody changed the schedule since the page was read. */
  @PostMapping("/{id}")
  String change(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    ScheduleForm form = ScheduleForm.of(fields);
    long schedule = PathNumbers.id("schedule", id);
    try {
      ObjectNode options = json.valueToTree(schedules.get(schedule).options());
      return shown(schedules.change(schedule, IfMatch.seen(form.revision()), form.patch(options)));
    } catch (ProblemException refused) {
      Problem.show(refused, ScheduleForm.FIELDS, model, response);
      return show(schedule, EVER, form, model);
    }
  }

  /** Refused where somebody changed the schedule since the page was read. */
  @PostMapping("/{id}/" + ScheduleAction.IN_ADDRESSES)
  String change(
      @PathVariable String id,
      @PathVariable String action,
      @RequestParam String revision,
      Model model,
      HttpServletResponse response) {
    long schedule = PathNumbers.id("schedule", id);
    try {
      ScheduleAction.named(action).take(schedules, schedule, IfMatch.seen(revision));
      return "redirect:" + ADDRESS;
    } catch (ProblemException refused) {
      Schedule found = schedules.get(schedule);
      Problem.show(refused, List.of(), model, response);
      return show(schedule, EVER, ScheduleForm.of(found), model);
    }
  }

  private static String shown(Schedule schedule) {
    return "redirect:%s/%d".formatted(ADDRESS, schedule.id());
  }

  @GetMapping("/{id}")
  String show(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> parameters,
      Model model) {
    QueryParameters query = new QueryParameters(parameters, List.of("before"));
    Instant before = query.instant("before").orElse(EVER);
    query.requireNone();
    long schedule = PathNumbers.id("schedule", id);
    return show(schedule, before, ScheduleForm.of(schedules.get(schedule)), model);
  }

  private String show(long schedule, Instant before, ScheduleForm form, Model model) {
    model.addAttribute("schedule", rows(List.of(schedules.get(schedule))).get(0));
    model.addAttribute("form", form);
    List<Firing> found = schedules.firings(schedule, before, FIRINGS + 1);
    List<FiringRow> shown = found.stream().limit(FIRINGS).map(FiringRow::of).toList();
    model.addAttribute("firings", shown);
    model.addAttribute(
        "pager",
        Pager.after(
            found,
            FIRINGS,
            last -> last.at().toString(),
            ServletUriComponentsBuilder.fromCurrentRequest()));
    return "console/settings/schedule";
  }
}
