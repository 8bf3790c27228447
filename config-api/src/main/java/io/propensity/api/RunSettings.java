package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.runs}.
 *
 * @param keepLogs how long the log of a run that is over is kept; its last lines are kept for good
 */
public record RunSettings(@DefaultValue("30d") Duration keepLogs) {

  private static final Duration LEAST = Duration.ofDays(1);

  public RunSettings {
    if (keepLogs.compareTo(LEAST) < 0) {
      throw new ConfigurationException(
          "propensity.runs.keep-logs is %s: at least a day is wanted, such as 30d"
              .formatted(keepLogs));
    }
  }
}
