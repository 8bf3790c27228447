package io.propensity.api.schedule;

import io.propensity.api.run.RunStarter.Target;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is run when, and what is done when that does not fit.
 *
 * @param options of the job, by their names in the API, checked
 */
record Plan(
    Target target,
    Cron cron,
    ZoneId timeZone,
    Overlap overlap,
    Missed missed,
    Map<String, Object> options) {

  Plan {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  Optional<Instant> next(Instant after) {
    return cron.next(after, timeZone);
  }

  /** The last firing up to {@code until}, of which {@code first} is one. */
  Instant latest(Instant first, Instant until) {
    return cron.latest(first, until, timeZone);
  }
}
