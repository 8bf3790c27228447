package io.propensity.api.security;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an admin wants of a new token, and tells everything that is wrong at once. */
@Component
class TokenReader {

  private static final List<String> FIELDS =
      List.of("name", "role", "expires_in_days", "expires_at");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}";
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 366;
  private static final int SHOWN_NAME = 100;

  private final Clock clock;

  TokenReader(Clock clock) {
    this.clock = clock;
  }

  NewToken read(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw ProblemException.badRequest("A JSON object is wanted as the body");
    }
    List<InvalidField> errors = new ArrayList<>();
    refuseUnknown(object, errors);
    String name = name(object, errors);
    Role role = role(object, errors);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = expiry(object, now, errors);
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
    return new NewToken(name, role, now, expiresAt);
  }

  private static void refuseUnknown(ObjectNode object, List<InvalidField> errors) {
    for (String name : object.propertyNames()) {
      if (!FIELDS.contains(name)) {
        String shown = name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "..." : name;
        errors.add(
            new InvalidField(
                shown, "is not a field of a token; they are " + String.join(", ", FIELDS)));
      }
    }
  }

  private static String name(ObjectNode object, List<InvalidField> errors) {
    JsonNode name = present(object, "name");
    if (name == null) {
      errors.add(new InvalidField("name", "is required"));
    } else if (!name.isString() || !name.stringValue().matches(NAME)) {
      errors.add(
          new InvalidField(
              "name",
              "must be 1 to 100 letters, digits, blanks and ._- and begin with one of the first two"));
    }
    return name == null ? "" : name.asString("");
  }

  private static Role role(ObjectNode object, List<InvalidField> errors) {
    JsonNode role = present(object, "role");
    String text = role == null || !role.isString() ? "" : role.stringValue();
    if (role == null) {
      errors.add(new InvalidField("role", "is required; the roles are " + Role.names()));
    } else if (Role.named(text).isEmpty()) {
      errors.add(new InvalidField("role", "must be one of " + Role.names()));
    }
    return Role.named(text).orElse(Role.VIEWER);
  }

  private static Instant expiry(ObjectNode object, Instant now, List<InvalidField> errors) {
    JsonNode days = present(object, "expires_in_days");
    JsonNode at = present(object, "expires_at");
    if (days != null && at != null) {
      errors.add(new InvalidField("expires_at", "is given beside expires_in_days: leave one out"));
    }
    if (at != null) {
      return expiryAt(at, now, errors);
    }
    return now.plus(Duration.ofDays(days == null ? DEFAULT_DAYS : days(days, errors)));
  }

  private static int days(JsonNode days, List<InvalidField> errors) {
    if (days.isIntegralNumber() && days.canConvertToInt()) {
      int number = days.intValue();
      if (number >= 1 && number <= MOST_DAYS) {
        return number;
      }
    }
    errors.add(
        new InvalidField(
            "expires_in_days", "must be a whole number from 1 to %d".formatted(MOST_DAYS)));
    return DEFAULT_DAYS;
  }

  private static Instant expiryAt(JsonNode at, Instant now, List<InvalidField> errors) {
    Instant time = time(at.isString() ? at.stringValue() : "");
    if (time == null || !time.isAfter(now) || time.isAfter(now.plus(Duration.ofDays(MOST_DAYS)))) {
      errors.add(
          new InvalidField(
              "expires_at",
              "must be a time such as 2026-11-20T09:30:00Z, in the future and at most %d days away"
                  .formatted(MOST_DAYS)));
      return now;
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }

  private static @Nullable JsonNode present(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
