package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.downloads}.
 *
 * @param mostRows that one download may have
 * @param timeout after which the reading of a run's predictions is given up
 * @param concurrent so many are read at once, beside previews
 */
public record DownloadSettings(
    @DefaultValue("1000000") long mostRows,
    @DefaultValue("60s") Duration timeout,
    @DefaultValue("1") int concurrent) {

  public DownloadSettings {
    if (mostRows < 1) {
      throw new ConfigurationException(
          "propensity.downloads.most-rows is %d: at least 1 is wanted".formatted(mostRows));
    }
    if (timeout.toMillis() < 1) {
      throw new ConfigurationException(
          "propensity.downloads.timeout is %s: write it as 60s".formatted(timeout));
    }
    if (concurrent < 1) {
      throw new ConfigurationException(
          "propensity.downloads.concurrent is %d: at least 1 is wanted".formatted(concurrent));
    }
  }
}
