package io.propensity.api.console.pipeline;

import io.propensity.api.console.chart.ParallelCoordinates;
import io.propensity.api.console.chart.ParallelCoordinates.Thing;
import io.propensity.model.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    List<Manifest> measured =
        versions.stream().filter(version -> value(version, metric).isPresent()).toList();
    List<Thing> things =
        measured.stream()
            .map(version -> thing(version, metric, aliased.contains(version.version())))
            .toList();
    TreeSet<String> common = new TreeSet<>();
    measured.stream().findFirst().ifPresent(first -> common.addAll(numbers(first).keySet()));
    measured.forEach(version -> common.retainAll(numbers(version).keySet()));
    List<String> axes = new ArrayList<>(common);
    axes.add(metric);
    return ParallelCoordinates.of(things, axes);
  }

  private static Thing thing(Manifest version, String metric, boolean marked) {
    Map<String, Double> numbers = numbers(version);
    value(version, metric).ifPresent(value -> numbers.put(metric, value));
    return new Thing(
        "Version " + version.version(),
        "/console/models/%s/versions/%d".formatted(version.name(), version.version()),
        marked,
        numbers);
  }

  private static Map<String, Double> numbers(Manifest version) {
    Map<String, Double> numbers = new HashMap<>();
    version
        .parameters()
        .forEach(
            (name, value) -> {
              if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.put(name, number.doubleValue());
              }
            });
    return numbers;
  }

  private static Optional<Double> value(Manifest version, String metric) {
    return Optional.ofNullable(version.metrics().getOrDefault(TEST, Map.of()).get(metric))
        .filter(Double::isFinite);
  }
}
