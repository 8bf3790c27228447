package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * How the service starts jobs; the jobs themselves have no use for it.
 *
 * @param type where jobs are started
 * @param concurrency so many jobs may run at once; 1 where null
 */
public record Launcher(Type type, @Nullable Integer concurrency) {

  private static final int MOST = 64;

  /** Where jobs are started. */
  public enum Type {
    /** Nowhere: by hand or by another scheduler. */
    @JsonProperty("none")
    NONE,
    /** As processes of the service's machine. */
    @JsonProperty("local")
    LOCAL
  }

  public Launcher {
    if (concurrency != null && (concurrency < 1 || concurrency > MOST)) {
      throw new ConfigurationException(
          "launcher.concurrency is %d: set it from 1 to %d".formatted(concurrency, MOST));
    }
  }
}
