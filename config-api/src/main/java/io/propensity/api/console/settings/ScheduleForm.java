package io.propensity.api.console.settings;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import io.propensity.api.schedule.Schedule;
import java.util.Objects;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * A wish for a schedule, as somebody fills it in.
 *
 * @param revision that is changed; blank of a schedule that is not kept yet
 */
record ScheduleForm(
    String campaign,
    String pipeline,
    String cron,
    String timeZone,
    String overlap,
    String missed,
    String revision) {

  /** What a new one begins with. */
  static final ScheduleForm NEW =
      new ScheduleForm("", "", "0 6 * * MON", "UTC", "skip", "run-once", "");

  static ScheduleForm of(MultiValueMap<String, String> fields) {
    Typed typed = new Typed(fields);
    return new ScheduleForm(
        typed.text("campaign"),
        typed.text("pipeline"),
        typed.text("cron"),
        typed.text("time_zone"),
        typed.text("overlap"),
        typed.text("missed"),
        typed.text("revision"));
  }

  static ScheduleForm of(Schedule schedule) {
    return new ScheduleForm(
        schedule.campaignId() == null ? "" : String.valueOf(schedule.campaignId()),
        Objects.requireNonNullElse(schedule.pipeline(), ""),
        schedule.cron(),
        schedule.timeZone(),
        schedule.overlap().text(),
        schedule.missed().text(),
        String.valueOf(schedule.revision()));
  }

  /** As the API is asked for a new one; what is wrong with it is the API's to say. */
  JsonNode body() {
    return times()
        .text("time_zone", timeZone)
        .number("campaign_id", campaign)
        .text("pipeline", pipeline)
        .json();
  }

  /**
   * As the API is asked for a change; what is run and the run's options stay. A time zone that was
   * emptied is sent as that: left out, the one before would stay.
   */
  JsonNode patch() {
    return times().json().put("time_zone", timeZone);
  }

  private FormBody times() {
    FormBody body = new FormBody();
    body.json().put("cron", cron);
    return body.text("overlap", overlap).text("missed", missed);
  }
}
