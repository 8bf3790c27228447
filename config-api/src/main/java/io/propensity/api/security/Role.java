package io.propensity.api.security;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a caller may. Each role includes those before it, but for {@link #JOB}, which stands alone:
 * it reads campaigns and models, writes runs, and no more.
 */
public enum Role {
  VIEWER,
  EDITOR,
  OPERATOR,
  ADMIN,
  JOB;

  static Optional<Role> named(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "));
  }

  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean includes(Role other) {
    return this == other || (this != JOB && other != JOB && compareTo(other) > 0);
  }
}
