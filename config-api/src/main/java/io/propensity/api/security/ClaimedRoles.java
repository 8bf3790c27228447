package io.propensity.api.security;

import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The roles that a JWT's claims give: a list of names, or one text with blanks between them. Names
 * that mean nothing here give nothing. With a mapping only mapped names count: the issuer's {@code
 * admin} may well be another's.
 */
record ClaimedRoles(String claim, Map<String, Role> mapping) {

  static ClaimedRoles of(SecuritySettings settings) {
    Map<String, Role> mapping = new TreeMap<>();
    settings.roleMapping().forEach((theirs, ours) -> mapping.put(theirs, role(theirs, ours)));
    return new ClaimedRoles(settings.rolesClaim(), Map.copyOf(mapping));
  }

  private static Role role(String theirs, String ours) {
    return Role.named(ours)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "propensity.security.role-mapping.%s is '%s', which is no role; the roles are %s"
                        .formatted(theirs, ours, Role.names())));
  }

  Set<Role> in(Map<String, Object> claims) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    names(value(claims)).flatMap(name -> role(name).stream()).forEach(roles::add);
    return roles;
  }

  private Optional<Role> role(String name) {
    return mapping.isEmpty() ? Role.named(name) : Optional.ofNullable(mapping.get(name));
  }

  /** The claim of that name, dots and all, or else the one within others. */
  private @Nullable Object value(Map<String, Object> claims) {
    if (claims.containsKey(claim)) {
      return claims.get(claim);
    }
    Object value = claims;
    for (String part : claim.split("\\.", -1)) {
      value = value instanceof Map<?, ?> inner ? inner.get(part) : null;
    }
    return value;
  }

  private static Stream<String> names(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.stream().filter(String.class::isInstance).map(String.class::cast);
    }
    return value instanceof String text ? Arrays.stream(text.split("\\s+", -1)) : Stream.empty();
  }
}
