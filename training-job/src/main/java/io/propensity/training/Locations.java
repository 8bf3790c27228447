package io.propensity.training;

import io.propensity.environment.Roots;
import io.propensity.run.RunId;

/** Where a pipeline's tables and reports lie. */
record Locations(String raw, String features, String predictions, String reports) {

  static Locations of(Roots roots, String pipeline) {
    String tables = roots.warehouse() + "/" + pipeline;
    return new Locations(
        tables + "/raw",
        tables + "/features",
        tables + "/predictions",
        roots.reports() + "/" + pipeline);
  }

  /** The table of a source, beside the raw one. */
  String source(String name) {
    return raw.replaceFirst("[^/]*$", "") + name;
  }

  String report(RunId run) {
    return reports + "/" + run + "/_run.json";
  }
}
