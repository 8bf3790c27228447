package io.propensity.api.console.pipeline;

import io.propensity.api.console.run.RunRow;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as a line of a list.
 *
 * @param startable whether its folder is where this service starts jobs
 * @param last the latest training run; null where there is none
 * @param version the latest of the model that it publishes; empty where there is none
 */
record PipelineRow(
    String name,
    String href,
    boolean startable,
    @Nullable RunRow last,
    String version,
    String versionHref) {

  static String href(String name) {
    return "/console/pipelines/" + name;
  }
}
