package io.propensity.api;

import io.propensity.environment.DataprocLauncher;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
 * @param kubernetes how they are started in a cluster; null unless it is the type
 * @param dataproc how they are started on Google Cloud; likewise
 */
public record LauncherSettings(
    @DefaultValue("none") Type type,
    @DefaultValue(".") String home,
    @DefaultValue("conf/local.yaml") String environment,
    @DefaultValue("1") int concurrency,
    @Nullable KubernetesLauncher kubernetes,
    @Nullable DataprocLauncher dataproc) {

  /** Where jobs are started. */
  public enum Type {
    /** Nowhere: runs are started by hand or by another scheduler, and register themselves. */
    NONE,
    /** As processes of this machine. */
    LOCAL,
    /** As SparkApplications of a Kubernetes cluster. */
    KUBERNETES,
    /** As batches of Dataproc Serverless. */
    DATAPROC
  }

  private static final int MOST = 64;

  public LauncherSettings {
    if (concurrency < 1 || concurrency > MOST) {
      throw new ConfigurationException(
          "propensity.launcher.concurrency is %d: set it from 1 to %d"
              .formatted(concurrency, MOST));
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
          "propensity.launcher.type is %s: say under launcher.%s of the environment file what it starts"
              .formatted(name, name));
    }
    return section;
  }

  /** The directory that {@link #home} names. */
  public Path directory() {
    return Path.of(home).toAbsolutePath().normalize();
  }
}
