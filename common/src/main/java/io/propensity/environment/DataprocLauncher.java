package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as batches of Dataproc Serverless, each made of a file that holds a batch as Google's API
 * writes it. What is empty is wanted only where this launcher is the one that starts jobs.
 *
 * @param prediction the file of prediction runs, relative to the launcher's home
 * @param training that of training runs
 */
public record DataprocLauncher(
    @Nullable String project,
    @Nullable String region,
    @Nullable String prediction,
    @Nullable String training) {

  public DataprocLauncher {
    project = matching("project", project, "[a-z][-a-z0-9:.]{4,61}[a-z0-9]", "my-project-1");
    region = matching("region", region, "[a-z]+-[a-z]+[0-9]+", "europe-west1");
    prediction = prediction == null ? "" : prediction.strip();
    training = training == null ? "" : training.strip();
  }

  private static String matching(String key, @Nullable String value, String form, String example) {
    if (value == null || value.isBlank()) {
      return "";
    }
    if (!value.matches(form)) {
      throw new ConfigurationException(
          "launcher.dataproc.%s is '%s': write it as in %s: %s"
              .formatted(key, value, key, example));
    }
    return value;
  }

  /**
   * Refuses a section by which nothing could be started.
   *
   * @throws ConfigurationException that names what is missing
   */
  public DataprocLauncher requireComplete() {
    require("project", project());
    require("region", region());
    require("prediction", prediction());
    require("training", training());
    return this;
  }

  private static void require(String key, String value) {
    if (value.isEmpty()) {
      throw new ConfigurationException(
          "launcher.dataproc.%s is missing: set it in the environment file".formatted(key));
    }
  }

  @Override
  public String project() {
    return project == null ? "" : project;
  }

  @Override
  public String region() {
    return region == null ? "" : region;
  }

  @Override
  public String prediction() {
    return prediction == null ? "" : prediction;
  }

  @Override
  public String training() {
    return training == null ? "" : training;
  }
}
