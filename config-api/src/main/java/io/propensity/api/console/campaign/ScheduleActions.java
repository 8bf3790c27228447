package io.propensity.api.console.campaign;

import io.propensity.api.console.settings.ScheduleAction;
import io.propensity.api.console.settings.ScheduleForm;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.schedule.Schedule;
import io.propensity.api.schedule.Schedules;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is done with the schedules of a campaign on its page. */
@Controller
@RequestMapping("/console/campaigns/{id}/schedules")
class ScheduleActions {

  private final CampaignPage page;
  private final Schedules schedules;

  ScheduleActions(CampaignPage page, Schedules schedules) {
    this.page = page;
    this.schedules = schedules;
  }

  @PostMapping
  String create(
      @PathVariable String id,
      @RequestParam MultiValueMap<String, String> fields,
      Model model,
      HttpServletResponse response) {
    long campaign = number(id);
    ScheduleForm form = ScheduleForm.ofCampaign(campaign, fields);
    try {
      schedules.create(form.body());
      return "redirect:" + address(campaign);
    } catch (ProblemException refused) {
      return page.showRefusedSchedule(campaign, form, refused, model, response);
    }
  }

  @PostMapping("/{schedule}/" + ScheduleAction.IN_ADDRESSES)
  String change(
      @PathVariable String id,
      @PathVariable String schedule,
      @PathVariable String action,
      @RequestParam String revision,
      Model model,
      HttpServletResponse response) {
    long campaign = number(id);
    return page.after(
        campaign,
        () -> {
          ScheduleAction.named(action)
              .take(schedules, of(campaign, schedule), IfMatch.seen(revision));
          return address(campaign);
        },
        model,
        response);
  }

  /** One of another campaign is none of this. */
  private long of(long campaign, String schedule) {
    Schedule found = schedules.get(PathNumbers.id("schedule", schedule));
    if (!Objects.equals(found.campaignId(), campaign)) {
      throw ProblemException.notFound(
          "Campaign %d has no schedule %d".formatted(campaign, found.id()));
    }
    return found.id();
  }

  private static long number(String id) {
    return PathNumbers.id("campaign", id);
  }

  private static String address(long campaign) {
    return "/console/campaigns/%d#schedules".formatted(campaign);
  }
}
