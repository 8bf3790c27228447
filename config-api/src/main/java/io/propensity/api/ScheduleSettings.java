package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.schedule}.
 *
 * @param pollingInterval how often the database is asked for what is due
 * @param grace a firing that is later than that was missed
 */
public record ScheduleSettings(
    @DefaultValue("2s") Duration pollingInterval, @DefaultValue("10m") Duration grace) {

  private static final Duration SHORTEST = Duration.ofMillis(10);

  public ScheduleSettings {
    if (pollingInterval.compareTo(SHORTEST) < 0) {
      throw new ConfigurationException(
          "propensity.schedule.polling-interval is %d ms: at least 10 ms is wanted, e.g. 2s"
              .formatted(pollingInterval.toMillis()));
    }
    if (grace.compareTo(pollingInterval) < 0) {
      throw new ConfigurationException(
          "propensity.schedule.grace is %d ms, less than the polling interval: every firing would be missed"
              .formatted(grace.toMillis()));
    }
  }
}
