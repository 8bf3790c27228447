package io.propensity.api.console.settings;

import io.propensity.api.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a line of a list.
 *
 * @param subject what is run: a campaign or a pipeline
 * @param last what became of the latest firing; empty before the first
 * @param lastRunHref empty where it started none
 */
record ScheduleRow(
    long id,
    String subject,
    String subjectHref,
    String cron,
    String timeZone,
    String overlap,
    String missed,
    boolean paused,
    List<Instant> next,
    String last,
    @Nullable Instant lastAt,
    String lastRunHref,
    int revision,
    String createdBy) {

  ScheduleRow {
    next = List.copyOf(next);
  }

  static ScheduleRow of(Schedule schedule) {
    Long campaign = schedule.campaignId();
    Schedule.Last last = schedule.last();
    return new ScheduleRow(
        schedule.id(),
        campaign == null ? String.valueOf(schedule.pipeline()) : "Campaign " + campaign,
        campaign == null
            ? "/console/pipelines/" + schedule.pipeline()
            : "/console/campaigns/" + campaign,
        schedule.cron(),
        schedule.timeZone(),
        schedule.overlap().text(),
        schedule.missed().text(),
        schedule.paused(),
        schedule.next(),
        last == null ? "" : words(last.outcome()),
        last == null ? null : last.at(),
        last == null || last.runId() == null ? "" : "/console/runs/" + last.runId(),
        schedule.revision(),
        schedule.createdBy());
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
