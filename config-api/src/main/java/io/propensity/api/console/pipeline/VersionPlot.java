package io.propensity.api.console.pipeline;

import io.propensity.api.console.chart.ParallelCoordinates;
import io.propensity.api.console.chart.ParallelCoordinates.Thing;
import io.propensity.model.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The versions of a model by what they were trained with and how good they came to be. */
final class VersionPlot {

  private static final String TEST = "test";

  private VersionPlot() {}

  /**
   * Draws versions, where there are two at least that differ.
   *
   * @param aliased the versions at which an alias points: they stand out
   */
  static Optional<ParallelCoordinates> of(List<Manifest> versions, Set<Integer> aliased) {
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    String metric = versions.get(0).task().usualMetric();
    return ParallelCoordinates.towards(
        metric,
        versions.stream()
            .map(version -> thing(version, metric, aliased.contains(version.version())))
            .toList());
  }

  private static Thing thing(Manifest version, String metric, boolean marked) {
    Map<String, Double> numbers = ParallelCoordinates.numbers(version.parameters());
    value(version, metric).ifPresent(value -> numbers.put(metric, value));
    return new Thing(
        "Version " + version.version(),
        "/console/models/%s/versions/%d".formatted(version.name(), version.version()),
        marked,
        numbers);
  }

  private static Optional<Double> value(Manifest version, String metric) {
    return Optional.ofNullable(version.metrics().getOrDefault(TEST, Map.of()).get(metric))
        .filter(Double::isFinite);
  }
}
