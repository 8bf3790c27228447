package io.propensity.api.console.campaign;

import io.propensity.api.schedule.Schedule;
import java.util.List;

/**
 * A schedule as a campaign's page shows it.
 *
 * @param firings the next five in words, by the clock of its time zone; none while it is paused
 */
record ScheduleView(Schedule schedule, List<String> firings) {

  static ScheduleView of(Schedule schedule) {
    return new ScheduleView(schedule, HintPanels.inWords(schedule.next(), schedule.timeZone()));
  }
}
