package io.propensity.api.web;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.springframework.util.MultiValueMap;

/**
 * The parameters of a query string by name and type; gathers what is wrong with them. An empty one
 * is as good as none.
 */
public final class QueryParameters {

  private static final int LONGEST = 200;
  private static final Instant FIRST = Instant.EPOCH.minusSeconds(1);
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final MultiValueMap<String, String> given;
  private final List<InvalidField> errors = new ArrayList<>();

  /** Notes whatever is not {@code known}, or is given twice. */
  public QueryParameters(MultiValueMap<String, String> given, List<String> known) {
    this.given = given;
    String reason = "is not a parameter; they are " + String.join(", ", known);
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.contains(name)) {
        wrong(name, reason);
      } else if (given.getOrDefault(name, List.of()).size() > 1) {
        wrong(name, "is given twice");
      }
    }
  }

  public Optional<String> text(String name) {
    String value = given.getFirst(name);
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    if (value.length() > LONGEST || value.codePoints().anyMatch(Character::isISOControl)) {
      wrong(name, "must be text of at most %d characters on one line".formatted(LONGEST));
      return Optional.empty();
    }
    return Optional.of(value);
  }

  public OptionalLong number(String name, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (text.get().matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    }
    wrong(name, "must be a whole number from %d to %d".formatted(least, most));
    return OptionalLong.empty();
  }

  /** A whole number, or {@code otherwise} where it is not given. */
  public int number(String name, int otherwise, int least, int most) {
    return (int) number(name, least, most).orElse(otherwise);
  }

  /** A whole number that has to be given; {@code least} when it is wrong. */
  public int required(String name, int least, int most) {
    if (given.getOrDefault(name, List.of("")).get(0).isEmpty()) {
      wrong(name, "is required");
    }
    return number(name, least, least, most);
  }

  public Optional<Boolean> flag(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !text.get().matches("true|false")) {
      wrong(name, "must be true or false");
    }
    return text.map(Boolean::valueOf);
  }

  /** A text that PostgreSQL can be asked for; empty when it is not given. */
  public String text(String name, int longest) {
    String value = given.getFirst(name);
    String text = value == null ? "" : value;
    if (text.indexOf('\0') >= 0) {
      wrong(name, "holds the character U+0000, which no name has");
    }
    if (text.length() > longest) {
      wrong(name, "is longer than the %d that a name may be".formatted(longest));
    }
    return text;
  }

  public Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    Optional<Instant> time = text.flatMap(QueryParameters::time);
    if (text.isPresent() && time.isEmpty()) {
      wrong(name, "must be a time such as 2026-11-20T09:30:00Z");
    }
    return time;
  }

  /** Java's years are more than PostgreSQL's. */
  private static Optional<Instant> time(String text) {
    try {
      Instant time = Instant.parse(text);
      return isKept(time) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }

  /** Whether PostgreSQL can keep a time, by which a client may ask for anything. */
  public static boolean isKept(Instant time) {
    return time.isAfter(FIRST) && time.isBefore(LAST);
  }

  public void wrong(String name, String message) {
    errors.add(new InvalidField(name, message));
  }

  /** Refuses the request when anything was wrong. */
  public void requireNone() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
  }
}
