package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * How the service starts jobs; the jobs themselves have no use for it.
 *
 * @param type where jobs are started
 * @param concurrency so many jobs may run at once; 1 where null
 * @param kubernetes how they are started in a cluster; null unless it is the type
 * @param dataproc how they are started on Google Cloud; likewise
 */
public record Launcher(
    Type type,
    @Nullable Integer concurrency,
    @Nullable KubernetesLauncher kubernetes,
    @Nullable DataprocLauncher dataproc) {

  private static final int MOST = 64;

  /** Where jobs are started. */
  public enum Type {
    /** Nowhere: by hand or by another scheduler. */
    @JsonProperty("none")
    NONE,
    /** As processes of the service's machine. */
    @JsonProperty("local")
    LOCAL,
    /** As SparkApplications of a Kubernetes cluster. */
    @JsonProperty("kubernetes")
    KUBERNETES,
    /** As batches of Dataproc Serverless. */
    @JsonProperty("dataproc")
    DATAPROC
  }

  public Launcher {
    if (concurrency != null && (concurrency < 1 || concurrency > MOST)) {
      throw new ConfigurationException(
          "launcher.concurrency is %d: set it from 1 to %d".formatted(concurrency, MOST));
    }
    if (type == Type.KUBERNETES) {
      section(kubernetes, "kubernetes").requireComplete();
    } else if (type == Type.DATAPROC) {
      section(dataproc, "dataproc").requireComplete();
    }
  }

  private static <T> T section(@Nullable T section, String name) {
    if (section == null) {
      throw new ConfigurationException(
          "launcher.type is %s: say under launcher.%s what it starts".formatted(name, name));
    }
    return section;
  }
}
