package io.propensity.api.security;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** The method is looked at once, and not with each path. */
  static RequestMatcher matcher(List<HttpMethod> methods, String... paths) {
    Set<String> names = methods.stream().map(HttpMethod::name).collect(Collectors.toSet());
    RequestMatcher any = matcher(paths);
    return request -> names.contains(request.getMethod()) && any.matches(request);
  }

  static RequestMatcher matcher(String... paths) {
    PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
    return new OrRequestMatcher(
        Stream.of(paths).<RequestMatcher>map(path -> builder.matcher(path)).toList());
  }
}
