package io.propensity.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which a text is read as another type, by {@code try_cast} and in literals. They are
 * regular expressions so that every engine can hold to them, whatever else its own cast would take.
 */
public final class Texts {

  private static final String DAY = "(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String ZONE = "(?:Z|[+-][0-9]{2}:[0-9]{2})";

  /** {@code -12}; the value must fit 64 bits. */
  public static final String INTEGER = "[+-]?[0-9]+";

  /** {@code 1}, {@code -1.5}, {@code .5}, {@code 1e-3}; what is too large is infinite. */
  public static final String NUMBER = "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

  /** In any case of the letters. */
  public static final String BOOLEAN = "(?i:true|t|yes|y|1|false|f|no|n|0)";

  /** {@code 2024-01-31}, a day of the calendar. */
  public static final String DATE = DAY;

  /** {@code 2024-01-31 10:00:00} with up to six decimals of a second, of no zone. */
  public static final String LOCAL_TIMESTAMP =
      DAY + "[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?";

  /** The same with {@code Z} or an offset. */
  public static final String TIMESTAMP = LOCAL_TIMESTAMP + ZONE;

  private static final Pattern DATE_FORM = Pattern.compile(DATE);
  private static final Pattern TIMESTAMP_FORM =
      Pattern.compile("(" + DAY + ")[ T](.*?)(" + ZONE + ")?");
  private static final Pattern ANY_TIMESTAMP =
      Pattern.compile(LOCAL_TIMESTAMP + "(?:" + ZONE + ")?");

  /** From this instant on a text is a TIMESTAMP. */
  public static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");

  /** From this instant on it is none any more. */
  public static final Instant END_OF_INSTANTS = Instant.parse("+10000-01-01T00:00:00Z");

  private Texts() {}

  /** The whole text, spaces (U+0020) around it ignored; group 1 is what is read. */
  public static String whole(String form) {
    return "\\A *(" + form + ") *\\z";
  }

  /** A day that is written so, without spaces around it. */
  public static Optional<LocalDate> date(String text) {
    if (!DATE_FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** A time that is written so, in UTC where no zone is written; its year is not checked. */
  public static Optional<Instant> timestamp(String text) {
    Matcher form = TIMESTAMP_FORM.matcher(text);
    if (!ANY_TIMESTAMP.matcher(text).matches() || !form.matches()) {
      return Optional.empty();
    }
    try {
      String zone = form.group(3);
      LocalDateTime local = LocalDateTime.parse(form.group(1) + "T" + form.group(2));
      return Optional.of(local.toInstant(ZoneOffset.of(zone == null ? "Z" : zone)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
