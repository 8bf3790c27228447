package io.propensity.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * What a caller may, for pages that show no more than that. It decides nothing: {@link Rules} do.
 *
 * @param edit campaigns
 * @param operate runs, schedules, models and pipelines
 * @param administer tokens, webhooks and the audit log
 */
public record Permissions(boolean edit, boolean operate, boolean administer) {

  public static Permissions of(@Nullable Authentication authentication) {
    return new Permissions(
        has(authentication, Role.EDITOR),
        has(authentication, Role.OPERATOR),
        has(authentication, Role.ADMIN));
  }

  private static boolean has(@Nullable Authentication authentication, Role role) {
    return authentication instanceof Caller caller
        && caller.roles().stream().anyMatch(own -> own.includes(role));
  }
}
