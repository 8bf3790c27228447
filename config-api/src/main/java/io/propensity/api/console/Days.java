package io.propensity.api.console;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.TimeZoneField;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The days of a filter, by the clock of the reader who chose them.
 *
 * @param zone a time zone of the IANA database, as the browser named it; empty is UTC
 */
public record Days(String zone) {

  /** The field of a form that names the zone. */
  private static final String FIELD = "zone";

  private static final String UTC = "UTC";

  public Days {
    zone = zone.isEmpty() ? UTC : zone;
  }

  /** Of the field of a form. */
  public static Days of(Typed typed) {
    return new Days(typed.text(FIELD));
  }

  /**
   * The beginning of a day, as the API has times; what is no day stays as it is.
   *
   * @throws ProblemException 400 when there is no such time zone
   */
  public String from(String typed) {
    return begin(typed, day -> day);
  }

  /** The first time after a day, {@linkplain #from otherwise} the same. */
  public String upTo(String typed) {
    return begin(typed, day -> day.plusDays(1));
  }

  private String begin(String typed, UnaryOperator<LocalDate> of) {
    LocalDate day;
    try {
      day = LocalDate.parse(typed);
    } catch (DateTimeParseException noDay) {
      return typed;
    }
    return of.apply(day).atStartOfDay(known()).toInstant().toString();
  }

  private ZoneId known() {
    TimeZoneField.check(FIELD, zone)
        .ifPresent(
            wrong -> {
              throw ProblemException.invalidFields(List.of(wrong));
            });
    return ZoneId.of(zone);
  }
}
