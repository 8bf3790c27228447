package io.propensity.api.console.settings;

import io.propensity.api.schedule.Schedules;
import io.propensity.api.web.IfMatch;
import java.util.Locale;

/** What a button does with a schedule. */
public enum ScheduleAction {
  PAUSE {
    @Override
    public void take(Schedules schedules, long schedule, IfMatch seen) {
      schedules.pause(schedule, seen, true);
    }
  },
  RESUME {
    @Override
    public void take(Schedules schedules, long schedule, IfMatch seen) {
      schedules.pause(schedule, seen, false);
    }
  },
  DELETE {
    @Override
    public void take(Schedules schedules, long schedule, IfMatch seen) {
      schedules.delete(schedule, seen);
    }
  };

  /** Its word as the last part of an address. */
  public static final String IN_ADDRESSES = "{action:pause|resume|delete}";

  /** The one of such a word. */
  public static ScheduleAction named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Refused where somebody changed the schedule since it was seen. */
  public abstract void take(Schedules schedules, long schedule, IfMatch seen);
}
