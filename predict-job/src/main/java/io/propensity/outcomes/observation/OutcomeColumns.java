package io.propensity.outcomes.observation;

import io.propensity.run.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * How an outcomes table says what a user did.
 *
 * @param response the column that says who responded; null where whoever is listed did
 * @param positive the value of it, as text, that is a response; null where it is a BOOLEAN, or 0
 *     and 1
 * @param treated the column that says who was treated; null where the run's control group says it
 */
public record OutcomeColumns(
    @Nullable String response, @Nullable String positive, @Nullable String treated) {

  public OutcomeColumns {
    if (positive != null && response == null) {
      throw new UsageException(
          "--positive %s is a value of the column of --response: name that too"
              .formatted(positive));
    }
    if (treated != null && response == null) {
      throw new UsageException(
          "--treated %s needs --response: without it whoever is listed responded, and of the others nobody knows whether they were treated"
              .formatted(treated));
    }
  }
}
