package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as SparkApplications of a cluster, each made of what a ScheduledSparkApplication has under
 * {@code spec.template}. What is empty is wanted only where this launcher is the one that starts
 * jobs.
 *
 * @param namespace of all of them; empty for the service's own
 * @param prediction the name of the ScheduledSparkApplication that prediction runs are made of
 * @param training the name of that of training runs
 * @param owner a Deployment with which its runs are removed; empty for none
 */
public record KubernetesLauncher(
    @Nullable String namespace,
    @Nullable String prediction,
    @Nullable String training,
    @Nullable String owner) {

  private static final String NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";

  public KubernetesLauncher {
    namespace = name("namespace", namespace);
    prediction = name("prediction", prediction);
    training = name("training", training);
    owner = name("owner", owner);
  }

  private static String name(String key, @Nullable String name) {
    if (name == null || name.isBlank()) {
      return "";
    }
    if (!name.matches(NAME)) {
      throw new ConfigurationException(
          "launcher.kubernetes.%s is '%s', which is no name of an object: write lower-case letters, digits, '-' and '.'"
              .formatted(key, name));
    }
    return name;
  }

  /**
   * Refuses a section by which nothing could be started.
   *
   * @throws ConfigurationException that names what is missing
   */
  public KubernetesLauncher requireComplete() {
    require("prediction", prediction());
    require("training", training());
    return this;
  }

  private static void require(String key, String value) {
    if (value.isEmpty()) {
      throw new ConfigurationException(
          "launcher.kubernetes.%s is missing: name the ScheduledSparkApplication that such runs are made of"
              .formatted(key));
    }
  }

  @Override
  public String namespace() {
    return namespace == null ? "" : namespace;
  }

  @Override
  public String prediction() {
    return prediction == null ? "" : prediction;
  }

  @Override
  public String training() {
    return training == null ? "" : training;
  }

  @Override
  public String owner() {
    return owner == null ? "" : owner;
  }
}
