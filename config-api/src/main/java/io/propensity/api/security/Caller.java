package io.propensity.api.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Somebody who was let in. Where a caller comes from is a part of the name, so that nobody takes
 * the name of another by choosing it at the issuer: {@code token:7/nightly}, {@code oidc:alice},
 * {@code bootstrap}, {@code local}.
 */
record Caller(String name, Set<Role> roles) implements Authentication {

  Caller {
    roles = Set.copyOf(roles);
  }

  /** Everybody on this machine, where nobody needs a token. */
  static Caller local() {
    return new Caller("local", Set.of(Role.values()));
  }

  /** The holder of the first admin's token. */
  static Caller bootstrap() {
    return new Caller("bootstrap", Set.of(Role.ADMIN));
  }

  static Caller of(Token token) {
    return new Caller("token:%d/%s".formatted(token.id(), token.name()), Set.of(token.role()));
  }

  /** The roles in one text: {@code viewer, job}; empty when there are none. */
  String rolesText() {
    return String.join(
        ", ", Arrays.stream(Role.values()).filter(roles::contains).map(Role::text).toList());
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return Arrays.stream(Role.values())
        .filter(roles::contains)
        .map(role -> new SimpleGrantedAuthority(role.text()))
        .toList();
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getDetails() {
    return List.of();
  }

  @Override
  public Object getPrincipal() {
    return name;
  }

  @Override
  public boolean isAuthenticated() {
    return true;
  }

  @Override
  public void setAuthenticated(boolean authenticated) {
    throw new IllegalArgumentException("A caller was let in, or there is none");
  }
}
