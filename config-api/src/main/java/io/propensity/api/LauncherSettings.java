package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.launcher}.
 *
 * @param type where jobs are started
 * @param home the checkout or installation whose {@code scripts/} start jobs; text, as Spring would
 *     look for a path among its class files first
 * @param environment the jobs' environment file, relative to {@code home}: the service's own where
 *     it has one
 * @param concurrency so many jobs may run at once
 */
public record LauncherSettings(
    @DefaultValue("none") Type type,
    @DefaultValue(".") String home,
    @DefaultValue("conf/local.yaml") String environment,
    @DefaultValue("1") int concurrency) {

  /** Where jobs are started. */
  public enum Type {
    /** Nowhere: runs are started by hand or by another scheduler, and register themselves. */
    NONE,
    /** As processes of this machine. */
    LOCAL
  }

  private static final int MOST = 64;

  public LauncherSettings {
    if (concurrency < 1 || concurrency > MOST) {
      throw new ConfigurationException(
          "propensity.launcher.concurrency is %d: set it from 1 to %d"
              .formatted(concurrency, MOST));
    }
  }

  /** The directory that {@link #home} names. */
  public Path directory() {
    return Path.of(home).toAbsolutePath().normalize();
  }
}
