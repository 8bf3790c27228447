package io.propensity.api.console.settings;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.RunOptionsForm;
import io.propensity.api.console.Typed;
import io.propensity.api.schedule.Schedule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish for a schedule, as somebody fills it in.
 *
 * @param revision that is changed; blank of a schedule that is not kept yet
 */
public record ScheduleForm(
    String campaign,
    String pipeline,
    String cron,
    String timeZone,
    String overlap,
    String missed,
    RunOptionsForm options,
    String revision) {

  /** The fields beside which a form shows what is wrong with them. */
  public static final List<String> FIELDS =
      Stream.concat(
              Stream.of("campaign_id", "pipeline", "cron", "time_zone", "overlap", "missed"),
              RunOptionsForm.FIELDS.stream())
          .toList();

  /** What a new one begins with. */
  public static ScheduleForm fresh(RunOptionsForm options) {
    return new ScheduleForm("", "", "0 6 * * MON", "UTC", "skip", "run-once", options, "");
  }

  static ScheduleForm of(MultiValueMap<String, String> fields) {
    Typed typed = new Typed(fields);
    return of(typed.text("campaign"), typed.text("pipeline"), fields);
  }

  /** Of a form that is sent at a campaign's own page. */
  public static ScheduleForm ofCampaign(long campaign, MultiValueMap<String, String> fields) {
    return of(String.valueOf(campaign), "", fields);
  }

  private static ScheduleForm of(
      String campaign, String pipeline, MultiValueMap<String, String> fields) {
    Typed typed = new Typed(fields);
    return new ScheduleForm(
        campaign,
        pipeline,
        typed.text("cron"),
        typed.text("time_zone"),
        typed.text("overlap"),
        typed.text("missed"),
        RunOptionsForm.of(fields),
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
        RunOptionsForm.of(schedule.options()),
        String.valueOf(schedule.revision()));
  }

  /** As the API is asked for a new one; what is wrong with it is the API's to say. */
  public JsonNode body() {
    ObjectNode body =
        times()
            .text("time_zone", timeZone)
            .number("campaign_id", campaign)
            .text("pipeline", pipeline)
            .json();
    body.set("options", options.options());
    return body;
  }

  /**
   * As the API is asked for a change; what is run stays. A time zone that was emptied is sent as
   * that: left out, the one before would stay.
   *
   * @param before the options as they are, of which those stay that no form has
   */
  JsonNode patch(ObjectNode before) {
    ObjectNode patch = times().json().put("time_zone", timeZone);
    patch.set("options", options.over(before));
    return patch;
  }

  private FormBody times() {
    FormBody body = new FormBody();
    body.json().put("cron", cron);
    return body.text("overlap", overlap).text("missed", missed);
  }
}
