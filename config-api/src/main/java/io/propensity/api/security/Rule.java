package io.propensity.api.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * A row of {@link Rules}.
 *
 * @param asks whether the requests change nothing, whatever their method
 * @param roles any of which suffices
 */
record Rule(RequestMatcher requests, boolean asks, Set<Role> roles) {

  static final List<HttpMethod> READING =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  Rule {
    roles = Set.copyOf(roles);
  }

  static Rule reading(Set<Role> roles, String... paths) {
    return new Rule(matcher(READING, paths), true, roles);
  }

  /** POSTs that change nothing. */
  static Rule asking(Set<Role> roles, String... paths) {
    return new Rule(matcher(List.of(HttpMethod.POST), paths), true, roles);
  }

  static Rule sending(List<HttpMethod> methods, Set<Role> roles, String... paths) {
    return new Rule(matcher(methods, paths), false, roles);
  }

  /** Every method that no row before has. */
  static Rule all(Set<Role> roles, String... paths) {
    return new Rule(matcher(paths), false, roles);
  }

  /** The role and those that include it. */
  static Set<Role> atLeast(Role least) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Stream.of(Role.values()).filter(role -> role.includes(least)).forEach(roles::add);
    return roles;
  }

  static Set<Role> atLeastOrJob(Role least) {
    Set<Role> roles = atLeast(least);
    roles.add(Role.JOB);
    return roles;
  }

  String[] authorities() {
    return roles.stream().map(Role::text).toArray(String[]::new);
  }

  static RequestMatcher matcher(String... paths) {
    PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
    return any(Stream.of(paths).map(path -> builder.matcher(path)));
  }

  static RequestMatcher matcher(List<HttpMethod> methods, String... paths) {
    PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
    return any(
        methods.stream()
            .flatMap(method -> Stream.of(paths).map(path -> builder.matcher(method, path))));
  }

  private static RequestMatcher any(Stream<? extends RequestMatcher> matchers) {
    return new OrRequestMatcher(List.copyOf(matchers.toList()));
  }
}
