package io.propensity.api.security;

import io.propensity.api.web.Fields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what an admin wants of a new token, and tells everything that is wrong at once. */
@Component
class TokenReader {

  private static final List<String> FIELDS =
      List.of("name", "role", "expires_in_days", "expires_at");
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}";
  private static final int DEFAULT_DAYS = 90;
  private static final int MOST_DAYS = 366;

  private final Clock clock;

  TokenReader(Clock clock) {
    this.clock = clock;
  }

  NewToken read(JsonNode body) {
    Fields fields =
        Fields.of(body, FIELDS, "is not a field of a token; they are " + String.join(", ", FIELDS));
    String name = name(fields);
    Role role = role(fields);
    Instant now = clock.instant();
    Instant expiresAt = expiry(fields, now);
    fields.requireNone();
    return new NewToken(name, role, now, expiresAt);
  }

  private static String name(Fields fields) {
    JsonNode name = fields.present("name");
    if (name == null) {
      fields.wrong("name", "is required");
    } else if (!name.isString() || !name.stringValue().matches(NAME)) {
      fields.wrong(
          "name",
          "must be 1 to 100 letters, digits, blanks and ._- and begin with one of the first two");
    }
    return name == null ? "" : name.asString("");
  }

  private static Role role(Fields fields) {
    JsonNode role = fields.present("role");
    String text = role == null || !role.isString() ? "" : role.stringValue();
    if (role == null) {
      fields.wrong("role", "is required; the roles are " + Role.names());
    } else if (Role.named(text).isEmpty()) {
      fields.wrong("role", "must be one of " + Role.names());
    }
    return Role.named(text).orElse(Role.VIEWER);
  }

  private static Instant expiry(Fields fields, Instant now) {
    JsonNode days = fields.present("expires_in_days");
    JsonNode at = fields.present("expires_at");
    if (days != null && at != null) {
      fields.wrong("expires_at", "is given beside expires_in_days: leave one out");
    }
    if (at != null) {
      return expiryAt(at, now, fields);
    }
    return now.plus(Duration.ofDays(days == null ? DEFAULT_DAYS : days(days, fields)));
  }

  private static int days(JsonNode days, Fields fields) {
    if (days.isIntegralNumber() && days.canConvertToInt()) {
      int number = days.intValue();
      if (number >= 1 && number <= MOST_DAYS) {
        return number;
      }
    }
    fields.wrong("expires_in_days", "must be a whole number from 1 to %d".formatted(MOST_DAYS));
    return DEFAULT_DAYS;
  }

  private static Instant expiryAt(JsonNode at, Instant now, Fields fields) {
    Instant time = time(at.isString() ? at.stringValue() : "");
    if (time == null || !time.isAfter(now) || time.isAfter(now.plus(Duration.ofDays(MOST_DAYS)))) {
      fields.wrong(
          "expires_at",
          "must be a time such as 2026-11-20T09:30:00Z, in the future and at most %d days away"
              .formatted(MOST_DAYS));
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
}
