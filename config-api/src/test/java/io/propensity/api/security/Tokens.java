package io.propensity.api.security;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.Locale;

/** Tokens of the service, made as an admin makes them. */
public final class Tokens {

  private Tokens() {}

  /** The same service for the owner of a new token with a role. */
  static Api as(Api admin, Role role) {
    return admin.as(created(admin, "test " + role.text(), role.text()).text("token"));
  }

  public static Answer created(Api admin, String name, String role) {
    return admin.post(
        "/tokens", String.format(Locale.ROOT, "{\"name\": \"%s\", \"role\": \"%s\"}", name, role));
  }
}
