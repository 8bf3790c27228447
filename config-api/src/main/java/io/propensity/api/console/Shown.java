package io.propensity.api.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times as people read them; a dash where there is none. */
public enum Shown {
  AS_TEXT;

  private static final String NONE = "–";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int MINUTE = 60;

  /** A whole number in groups of three digits. */
  public String number(@Nullable Number number) {
    return number == null ? NONE : String.format(Locale.ROOT, "%,d", number.longValue());
  }

  /** A score, or a metric. */
  public String score(@Nullable Number score) {
    return score == null ? NONE : String.format(Locale.ROOT, "%.4f", score.doubleValue());
  }

  public String share(@Nullable Number share) {
    return share == null ? NONE : String.format(Locale.ROOT, "%.1f %%", share.doubleValue() * 100);
  }

  /** What is shown until the browser has told the reader's own time. */
  public String time(Instant at) {
    return TIME.format(at) + " UTC";
  }

  public String utc(Instant at) {
    return UTC.format(at);
  }

  public String between(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null ? NONE : duration(Duration.between(start, end));
  }

  public String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
    long minutes = seconds / MINUTE;
    return minutes < MINUTE
        ? "%d min %d s".formatted(minutes, seconds % MINUTE)
        : "%d h %d min".formatted(minutes / MINUTE, minutes % MINUTE);
  }
}
