package io.propensity.api.web;

import io.propensity.api.problem.InvalidField;
import java.time.ZoneId;
import java.util.Optional;

/** A field that names a time zone of the IANA database. */
public final class TimeZoneField {

  private TimeZoneField() {}

  /** Says what is wrong with a name, if anything is. */
  public static Optional<InvalidField> check(String field, String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.empty()
        : Optional.of(new InvalidField(field, "must be a time zone such as Europe/Prague or UTC"));
  }
}
