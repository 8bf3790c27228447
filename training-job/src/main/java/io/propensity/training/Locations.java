package io.propensity.training;

import io.propensity.environment.Roots;
import io.propensity.run.RunId;

/** Where a pipeline's tables and reports lie. */
record Locations(String raw, String features, String reports) {

  static Locations of(Roots roots, String pipeline) {
    String tables = roots.warehouse() + "/" + pipeline;
    return new Locations(tables + "/raw", tables + "/features", roots.reports() + "/" + pipeline);
  }

  String report(RunId run) {
    return reports + "/" + run + "/_run.json";
  }
}
