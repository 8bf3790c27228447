package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.runs}.
 *
 * @param keepLogs how long the log of a run that is over is kept; its last lines are kept for good
 * @param queue so many runs may wait for their turn; what is asked for beyond is refused with 503
 */
public record RunSettings(@DefaultValue("30d") Duration keepLogs, @DefaultValue("1000") int queue) {

  private static final Duration LEAST = Duration.ofDays(1);

  public RunSettings {
    if (keepLogs.compareTo(LEAST) < 0) {
      throw new ConfigurationException(
          "propensity.runs.keep-logs is %s: at least a day is wanted, such as 30d"
              .formatted(keepLogs));
    }
    if (queue < 1) {
      throw new ConfigurationException(
          "propensity.runs.queue is %d: at least 1 is wanted".formatted(queue));
    }
  }
}
