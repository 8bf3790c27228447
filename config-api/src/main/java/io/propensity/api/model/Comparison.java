package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import io.propensity.model.MetricDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How one version of a model differs from another. */
public record Comparison(
    String name,
    int from,
    int to,
    @JsonProperty("same_test_rows") @Nullable Boolean sameTestRows,
    List<MetricChange> metrics,
    FeatureChange features,
    List<ParameterChange> parameters) {

  /**
   * A metric of both versions.
   *
   * @param difference {@code to - from}; null where one of them has no such metric
   * @param better whether it got better; null where it is the same or has no better
   */
  public record MetricChange(
      String metric,
      String split,
      @Nullable Double from,
      @Nullable Double to,
      @Nullable Double difference,
      @Nullable Boolean better) {}

  /** Features that only one of the versions has. */
  public record FeatureChange(List<String> added, List<String> removed) {}

  /** A parameter with another value, null where a version has none. */
  public record ParameterChange(String name, @Nullable Object from, @Nullable Object to) {}

  static Comparison of(Manifest from, Manifest to) {
    return new Comparison(
        from.name(),
        from.version(),
        to.version(),
        TestRows.same(from, to),
        metrics(from, to),
        new FeatureChange(without(to, from), without(from, to)),
        parameters(from.parameters(), to.parameters()));
  }

  private static List<MetricChange> metrics(Manifest from, Manifest to) {
    List<MetricChange> changes = new ArrayList<>();
    for (String split : union(from.metrics(), to.metrics())) {
      Map<String, Double> before = from.metrics().getOrDefault(split, Map.of());
      Map<String, Double> after = to.metrics().getOrDefault(split, Map.of());
      for (String metric : union(before, after)) {
        changes.add(
            change(
                metric,
                split,
                TestRows.metric(from, split, metric),
                TestRows.metric(to, split, metric)));
      }
    }
    return changes;
  }

  private static MetricChange change(
      String metric, String split, @Nullable Double from, @Nullable Double to) {
    if (from == null || to == null) {
      return new MetricChange(metric, split, from, to, null, null);
    }
    return new MetricChange(metric, split, from, to, to - from, better(metric, from, to));
  }

  private static @Nullable Boolean better(String metric, double from, double to) {
    if (from == to) {
      return null;
    }
    return switch (MetricDirection.of(metric)) {
      case GREATER_IS_BETTER -> to > from;
      case SMALLER_IS_BETTER -> to < from;
      case NEITHER -> null;
    };
  }

  private static List<String> without(Manifest manifest, Manifest other) {
    Set<String> others = other.features().stream().map(Feature::name).collect(Collectors.toSet());
    return manifest.features().stream()
        .map(Feature::name)
        .filter(name -> !others.contains(name))
        .toList();
  }

  private static List<ParameterChange> parameters(
      Map<String, Object> from, Map<String, Object> to) {
    return union(from, to).stream()
        .filter(name -> !Objects.equals(from.get(name), to.get(name)))
        .map(name -> new ParameterChange(name, from.get(name), to.get(name)))
        .toList();
  }

  private static TreeSet<String> union(Map<String, ?> one, Map<String, ?> other) {
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names;
  }
}
