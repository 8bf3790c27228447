package io.propensity.api.console.settings;

import io.propensity.api.console.Subject;
import io.propensity.api.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a line of a list.
 *
 * @param subject what is run: a campaign or a pipeline
 * @param scoring whether it is a campaign
 * @param options of its runs in words, empty without any
 * @param last what became of the latest firing; empty before the first
 * @param lastRunHref empty where it started none
 */
record ScheduleRow(
    long id,
    String subject,
    String subjectHref,
    boolean scoring,
    String options,
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

  /**
   * @param names of campaigns by their numbers
   */
  static ScheduleRow of(Schedule schedule, Map<Long, String> names) {
    Subject subject = Subject.of(schedule.campaignId(), schedule.pipeline(), names);
    Schedule.Last last = schedule.last();
    return new ScheduleRow(
        schedule.id(),
        subject.text(),
        subject.href(),
        schedule.campaignId() != null,
        words(schedule.options()),
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

  private static String words(Map<String, Object> options) {
    return options.entrySet().stream()
        .map(option -> "%s %s".formatted(option.getKey().replace('_', ' '), option.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
