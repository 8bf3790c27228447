package io.propensity.api.console.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.schedule.Schedule;
import io.propensity.api.schedule.Schedules;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PathNumbers;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is done with the schedules of a campaign on its page. */
@Controller
class ScheduleActions {

  private final Schedules schedules;

  ScheduleActions(Schedules schedules) {
    this.schedules = schedules;
  }

  @PostMapping("/console/campaigns/{id}/schedules")
  String create(
      @PathVariable String id,
      @RequestParam("cron") String cron,
      @RequestParam("time_zone") String zone,
      @RequestParam("overlap") String overlap) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("campaign_id", PathNumbers.id("campaign", id));
    body.put("cron", cron).put("overlap", overlap);
    if (!zone.isBlank()) {
      body.put("time_zone", zone.strip());
    }
    schedules.create(body);
    return page(id);
  }

  @PostMapping("/console/campaigns/{id}/schedules/{schedule}/pause")
  String pause(
      @PathVariable String id, @PathVariable String schedule, @RequestParam String revision) {
    schedules.pause(of(id, schedule), IfMatch.seen(revision), true);
    return page(id);
  }

  @PostMapping("/console/campaigns/{id}/schedules/{schedule}/resume")
  String resume(
      @PathVariable String id, @PathVariable String schedule, @RequestParam String revision) {
    schedules.pause(of(id, schedule), IfMatch.seen(revision), false);
    return page(id);
  }

  @PostMapping("/console/campaigns/{id}/schedules/{schedule}/delete")
  String delete(
      @PathVariable String id, @PathVariable String schedule, @RequestParam String revision) {
    schedules.delete(of(id, schedule), IfMatch.seen(revision));
    return page(id);
  }

  /** One of another campaign is none of this. */
  private long of(String campaign, String schedule) {
    Schedule found = schedules.get(PathNumbers.id("schedule", schedule));
    if (!Objects.equals(found.campaignId(), PathNumbers.id("campaign", campaign))) {
      throw ProblemException.notFound(
          "Campaign %s has no schedule %d".formatted(campaign, found.id()));
    }
    return found.id();
  }

  private static String page(String id) {
    return "redirect:/console/campaigns/%s#schedules".formatted(id);
  }
}
