package io.propensity.api.console.campaign;

import io.propensity.api.web.IfMatch;

/** The revision that somebody saw who changes something. */
final class Revisions {

  private Revisions() {}

  /** The condition that it is still the current one. */
  static IfMatch seen(String revision) {
    return IfMatch.of("\"" + revision + "\"", true);
  }
}
