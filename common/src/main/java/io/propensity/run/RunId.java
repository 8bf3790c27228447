package io.propensity.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The id of one execution of a job: {@code r-[a-z0-9-]{1,60}}. Ids that {@link #next} makes sort by
 * the time at which they were made. An id is safe as the name of a directory.
 */
public record RunId(@JsonValue String value) implements Comparable<RunId> {

  private static final Pattern FORM = Pattern.compile("r-[a-z0-9-]{1,60}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  @JsonCreator
  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new UsageException(
          "Run id '%s' is not of the form r-[a-z0-9-]{1,60}, e.g. r-20261120-nightly"
              .formatted(value));
    }
  }

  /** A new id for a run that starts at {@code start}; a random tail keeps runs at once apart. */
  public static RunId next(Instant start) {
    int tail = ThreadLocalRandom.current().nextInt(1 << 24);
    return new RunId("r-%s-%06x".formatted(TIME.format(start), tail));
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
