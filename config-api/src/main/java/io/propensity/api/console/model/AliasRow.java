package io.propensity.api.console.model;

import io.propensity.api.model.Alias;
import java.time.Instant;

/** Where an alias points, and since when. */
record AliasRow(
    String alias, int version, String versionHref, String href, Instant movedAt, String movedBy) {

  static AliasRow of(String model, Alias alias) {
    return new AliasRow(
        alias.alias(),
        alias.version(),
        ModelRow.href(model, alias.version()),
        href(model, alias.alias()),
        alias.movedAt(),
        alias.movedBy());
  }

  static String href(String model, String alias) {
    return "%s/aliases/%s".formatted(ModelRow.href(model), alias);
  }
}
