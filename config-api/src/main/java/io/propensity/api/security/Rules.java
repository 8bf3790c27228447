package io.propensity.api.security;

import static io.propensity.api.security.Role.ADMIN;
import static io.propensity.api.security.Role.EDITOR;
import static io.propensity.api.security.Role.OPERATOR;
import static io.propensity.api.security.Role.VIEWER;
import static io.propensity.api.security.Rule.all;
import static io.propensity.api.security.Rule.asking;
import static io.propensity.api.security.Rule.atLeast;
import static io.propensity.api.security.Rule.atLeastOrJob;
import static io.propensity.api.security.Rule.reading;
import static io.propensity.api.security.Rule.sending;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may do what. The first row that fits counts; where no row fits, whoever has any role is told
 * that there is nothing at the address.
 */
final class Rules {

  /** What asks whether the service lives brings no token. */
  static final RequestMatcher OPEN =
      Rule.matcher(
          List.of(HttpMethod.GET, HttpMethod.HEAD),
          "/actuator/health/liveness",
          "/actuator/health/readiness");

  /** What the pages of the console look like, and the page of those who left it. */
  static final RequestMatcher LOOKS =
      Rule.matcher(
          List.of(HttpMethod.GET, HttpMethod.HEAD),
          "/console/*.css",
          "/console/*.js",
          "/console/*.svg",
          "/console/signed-out",
          "/webjars/htmx.org/**",
          "/webjars/echarts/**");

  /** The pages of the documentation, which a browser is to show. */
  static final RequestMatcher PAGES =
      Rule.matcher(
          List.of(HttpMethod.GET, HttpMethod.HEAD),
          "/",
          "/docs/**",
          "/openapi.json/**",
          "/webjars/**");

  /** What the console's own chain of filters looks at: its pages, what they load, the sign-in. */
  static final RequestMatcher CONSOLE =
      Rule.matcher(
          "/console/**",
          "/webjars/htmx.org/**",
          "/webjars/echarts/**",
          "/oauth2/authorization/**",
          "/login/oauth2/**");

  static final List<Rule> TABLE =
      List.of(
          all(atLeast(ADMIN), "/console/settings/tokens/**", "/console/settings/audit/**"),
          reading(atLeast(OPERATOR), "/console/settings/webhooks/**"),
          all(atLeast(ADMIN), "/console/settings/webhooks/**"),
          reading(
              atLeast(EDITOR),
              "/console/campaigns/new",
              "/console/campaigns/*/edit",
              "/console/campaigns/hints/**",
              "/console/settings/users-tables/**",
              "/console/runs/*/predictions"),
          asking(atLeast(EDITOR), "/console/campaigns/preview"),
          sending(
              List.of(POST),
              atLeast(OPERATOR),
              "/console/campaigns/*/runs/**",
              "/console/campaigns/*/schedules/**"),
          reading(atLeast(VIEWER), "/console/**"),
          all(atLeast(EDITOR), "/console/campaigns/**"),
          all(atLeast(OPERATOR), "/console/**"),
          all(atLeast(ADMIN), "/tokens/**", "/audit/**"),
          reading(atLeast(VIEWER), "/actuator/**"),
          all(atLeast(ADMIN), "/actuator/**"),
          reading(atLeast(EDITOR), "/runs/*/predictions"),
          reading(atLeast(VIEWER), "/campaigns/*/runs/**", "/runs/**"),
          all(atLeast(OPERATOR), "/campaigns/*/runs/**", "/pipelines/**"),
          sending(List.of(POST), atLeast(OPERATOR), "/runs/*/cancel", "/runs/*/retry"),
          sending(List.of(POST, PUT), atLeastOrJob(OPERATOR), "/runs/**"),
          all(atLeast(OPERATOR), "/runs/**"),
          reading(atLeast(VIEWER), "/schedules/**"),
          all(atLeast(OPERATOR), "/schedules/**"),
          reading(atLeast(OPERATOR), "/webhooks/**"),
          all(atLeast(ADMIN), "/webhooks/**"),
          reading(atLeastOrJob(VIEWER), "/campaigns/**", "/models/**"),
          all(atLeast(EDITOR), "/campaigns/**"),
          sending(List.of(POST), atLeastOrJob(OPERATOR), "/models/scan", "/models/*/versions"),
          all(atLeast(OPERATOR), "/models/**"),
          reading(atLeast(EDITOR), "/users-tables/**", "/audiences/**"),
          asking(atLeast(EDITOR), "/audiences/preview"),
          reading(atLeast(VIEWER), "/api/2.0/mlflow/**"),
          asking(
              atLeast(VIEWER), "/api/2.0/mlflow/*/search", "/api/2.0/mlflow/*/get-latest-versions"),
          all(atLeast(OPERATOR), "/api/2.0/mlflow/**"),
          reading(
              Set.of(Role.values()),
              "/",
              "/docs/**",
              "/openapi.json/**",
              "/v3/api-docs/**",
              "/webjars/**"));

  static final String[] ANY_ROLE =
      Arrays.stream(Role.values()).map(Role::text).toArray(String[]::new);

  private Rules() {}

  /** Whether a request may change something: it is written to the audit log, and limited. */
  static boolean changes(HttpServletRequest request) {
    return !Rule.READING.contains(HttpMethod.valueOf(request.getMethod()))
        && TABLE.stream()
            .filter(rule -> rule.requests().matches(request))
            .findFirst()
            .map(rule -> !rule.asks())
            .orElse(true);
  }
}
