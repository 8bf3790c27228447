package io.propensity.training;

import io.propensity.environment.Roots;
import io.propensity.run.RunId;

/** Where a pipeline's tables and reports lie. */
record Locations(String tables, String reports) {

  static Locations of(Roots roots, String pipeline) {
    return new Locations(roots.warehouse() + "/" + pipeline, roots.reports() + "/" + pipeline);
  }

  /** The table of a source, or of what a step makes. */
  String table(String name) {
    return tables + "/" + name;
  }

  String report(RunId run) {
    return reports + "/" + run + "/_run.json";
  }
}
