package io.propensity.api.console.campaign;

import io.propensity.api.campaign.FieldChange;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * What became of one field, as people read it.
 *
 * @param added what a list gained; none for other fields, which have {@code from} and {@code to}
 */
record ChangeView(
    String field,
    String from,
    String to,
    boolean isList,
    List<String> added,
    List<String> removed) {

  static ChangeView of(FieldChange change) {
    return new ChangeView(
        change.field().replace('_', ' '),
        text(change.from()),
        text(change.to()),
        change.added() != null,
        Objects.requireNonNullElse(change.added(), List.of()),
        Objects.requireNonNullElse(change.removed(), List.of()));
  }

  private static String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() ? "none" : value.asString(value.toString());
  }
}
