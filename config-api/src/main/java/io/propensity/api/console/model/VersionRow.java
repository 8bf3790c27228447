package io.propensity.api.console.model;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.VersionState;
import io.propensity.model.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A version as a line of a list.
 *
 * @param metric the usual one of its task, measured on the test split; {@code value} is empty where
 *     it has none
 * @param usable whether an alias may point at it
 */
record VersionRow(
    int version,
    String href,
    String state,
    boolean usable,
    List<String> aliases,
    String task,
    String flavor,
    String metric,
    String value,
    String runId,
    String runHref,
    Instant createdAt) {

  private static final String TEST = "test";

  VersionRow {
    aliases = List.copyOf(aliases);
  }

  static VersionRow of(RegisteredVersion version, Manifest manifest) {
    String metric = manifest.task().usualMetric();
    Double value = manifest.metrics().getOrDefault(TEST, Map.of()).get(metric);
    return new VersionRow(
        version.version(),
        ModelRow.href(version.name(), version.version()),
        version.state().name().toLowerCase(Locale.ROOT),
        version.state() == VersionState.READY,
        version.aliases(),
        version.task(),
        version.flavor(),
        metric,
        value == null ? "" : Numbers.score(value),
        version.runId(),
        "/console/runs/" + version.runId(),
        version.createdAt());
  }
}
