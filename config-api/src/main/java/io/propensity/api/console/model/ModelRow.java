package io.propensity.api.console.model;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.model.RegisteredModel;
import java.time.Instant;
import java.util.List;

/**
 * A model as a line of a list.
 *
 * @param latest the greatest version that is ready; empty when none is
 */
record ModelRow(
    String name,
    String href,
    String latest,
    String ready,
    String versions,
    List<Pointer> aliases,
    Instant registeredAt) {

  /** An alias and the version at which it points. */
  record Pointer(String alias, int version, String href) {}

  ModelRow {
    aliases = List.copyOf(aliases);
  }

  static ModelRow of(RegisteredModel model) {
    String href = href(model.name());
    return new ModelRow(
        model.name(),
        href,
        model.latestVersion() == null ? "" : String.valueOf(model.latestVersion()),
        Numbers.grouped(model.ready()),
        Numbers.grouped(model.versions()),
        model.aliases().entrySet().stream()
            .map(
                each ->
                    new Pointer(
                        each.getKey(), each.getValue(), href(model.name(), each.getValue())))
            .toList(),
        model.registeredAt());
  }

  static String href(String name) {
    return "/console/models/" + name;
  }

  static String href(String name, int version) {
    return "/console/models/%s/versions/%d".formatted(name, version);
  }
}
