package io.propensity.api.console.model;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.VersionDetail;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * All that a version's page tells.
 *
 * @param splits on which it was measured, the order of the values of each metric
 * @param threshold at or above which a score counts as positive; empty where there is none
 */
record VersionPage(
    VersionRow row,
    String modelPath,
    List<String> splits,
    List<Metric> metrics,
    List<FigureView> figures,
    boolean filesReadable,
    List<FeatureRow> features,
    List<Parameter> parameters,
    List<String> warnings,
    String table,
    String snapshot,
    String rows,
    String threshold,
    String registeredBy,
    Instant registeredAt) {

  /** A metric with a value a split. */
  record Metric(String name, List<String> values) {

    Metric {
      values = List.copyOf(values);
    }
  }

  /** A feature of the model. */
  record FeatureRow(String name, String type, String kind) {

    static FeatureRow of(Feature feature) {
      return new FeatureRow(
          feature.name(), feature.type().label(), feature.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  /** A parameter of the algorithm. */
  record Parameter(String name, String value) {}

  VersionPage {
    splits = List.copyOf(splits);
    metrics = List.copyOf(metrics);
    figures = List.copyOf(figures);
    features = List.copyOf(features);
    parameters = List.copyOf(parameters);
    warnings = List.copyOf(warnings);
  }

  static VersionPage of(VersionDetail detail, Manifest manifest) {
    RegisteredVersion version = detail.version();
    List<String> splits = List.copyOf(detail.metrics().keySet());
    Long snapshot = manifest.trainingData().snapshot();
    return new VersionPage(
        VersionRow.of(version, manifest),
        detail.modelPath(),
        splits,
        metrics(splits, detail.metrics()),
        figures(detail),
        detail.filesReadable(),
        manifest.features().stream().map(FeatureRow::of).toList(),
        manifest.parameters().entrySet().stream()
            .map(each -> new Parameter(each.getKey(), String.valueOf(each.getValue())))
            .toList(),
        manifest.warnings(),
        manifest.trainingData().uri(),
        snapshot == null ? "" : String.valueOf(snapshot),
        Numbers.grouped(manifest.trainingData().rows()),
        manifest.threshold() == null ? "" : Numbers.score(manifest.threshold()),
        version.registeredBy(),
        version.registeredAt());
  }

  /** Those that can be fetched. */
  private static List<FigureView> figures(VersionDetail detail) {
    return detail.filesReadable()
        ? detail.figures().stream().map(FigureView::of).toList()
        : List.of();
  }

  private static List<Metric> metrics(
      List<String> splits, Map<String, Map<String, Double>> measured) {
    TreeSet<String> names = new TreeSet<>();
    measured.values().forEach(split -> names.addAll(split.keySet()));
    List<Metric> metrics = new ArrayList<>();
    for (String name : names) {
      metrics.add(
          new Metric(
              name,
              splits.stream()
                  .map(split -> Numbers.score(measured.getOrDefault(split, Map.of()).get(name)))
                  .toList()));
    }
    return metrics;
  }
}
