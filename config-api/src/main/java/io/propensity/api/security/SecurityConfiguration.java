package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audit.Audit;
import io.propensity.api.audit.AuditFilter;
import jakarta.servlet.DispatcherType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets callers in, and asks {@link Rules} about each request. It all happens before a body is read.
 * Headers for browsers are those of the filter {@code SecurityHeaders} alone.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);

  private final HandlerExceptionResolver problems;
  private final Refusals refusals;

  SecurityConfiguration(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, Refusals refusals) {
    this.problems = problems;
    this.refusals = refusals;
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      Admission admission,
      Callers callers,
      Audit audit,
      PropensitySettings settings)
      throws Exception {
    requireNothingOfBrowsers(http);
    http.exceptionHandling(
        failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    http.addFilterBefore(
        new AuditFilter(audit, Rules::changes, problems), BearerTokenAuthenticationFilter.class);
    if (admission.open()) {
      LOG.warn(
          "Nobody needs a token: the profile 'embedded' is seen from this machine alone, and every request is the user 'local' with all roles");
      http.addFilterBefore(new LocalRequests(problems), BearerTokenAuthenticationFilter.class);
    } else {
      http.addFilter(bearer(callers, refusals));
      http.addFilterBefore(writeLimit(settings, problems), AuthorizationFilter.class);
    }
    authorize(http);
    return http.build();
  }

  /** There are no sessions, cookies or forms here, and so none to protect. */
  private static void requireNothingOfBrowsers(HttpSecurity http) throws Exception {
    http.csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  static BearerTokenAuthenticationFilter bearer(Callers callers, Refusals refusals) {
    BearerTokenAuthenticationConverter presented = new BearerTokenAuthenticationConverter();
    presented.setBearerTokenResolver(new PresentedToken());
    BearerTokenAuthenticationFilter filter =
        new BearerTokenAuthenticationFilter(callers, presented);
    filter.setAuthenticationEntryPoint(refusals);
    return filter;
  }

  static WriteLimit writeLimit(PropensitySettings settings, HandlerExceptionResolver problems) {
    return new WriteLimit(new RateLimit(settings.security().writesPerMinute()), problems);
  }

  static void authorize(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(
        requests -> {
          // Their first dispatch was looked at.
          requests
              .dispatcherTypeMatchers(
                  DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
              .permitAll();
          requests.requestMatchers(Rules.OPEN, Rules.LOOKS).permitAll();
          for (Rule rule : Rules.TABLE) {
            requests.requestMatchers(rule.requests()).hasAnyAuthority(rule.authorities());
          }
          requests.anyRequest().hasAnyAuthority(Rules.ANY_ROLE);
        });
  }

  /** Each filter and each decision measured by itself costs more than all of them. */
  @Bean
  static SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * Refuses addresses that mean another thing to some server between (dots, backslashes, encoded
   * slashes). Methods, headers and parameters are for the service's own rules, which name them.
   */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    firewall.setAllowedHeaderNames(name -> true);
    firewall.setAllowedHeaderValues(value -> true);
    firewall.setAllowedParameterNames(name -> true);
    firewall.setAllowedParameterValues(value -> true);
    return firewall;
  }
}
