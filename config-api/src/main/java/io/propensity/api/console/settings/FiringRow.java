package io.propensity.api.console.settings;

import io.propensity.api.schedule.Firing;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A firing of a schedule, for people.
 *
 * @param runId empty unless a run was started, as is its address
 * @param reason why none was
 */
record FiringRow(
    Instant at, String outcome, String runId, String runHref, String reason, int tries) {

  static FiringRow of(Firing firing) {
    return new FiringRow(
        firing.at(),
        firing.outcome().name().toLowerCase(Locale.ROOT),
        firing.runId() == null ? "" : firing.runId().value(),
        firing.runId() == null ? "" : "/console/runs/" + firing.runId(),
        Objects.requireNonNullElse(firing.reason(), ""),
        firing.tries());
  }
}
