package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audit.Audit;
import io.propensity.api.audit.AuditFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets people in to the console, by the same {@link Rules} as clients of the API. What differs is
 * what browsers want: forms carry a token against forgery, and whoever signs in has a session.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  private final HandlerExceptionResolver problems;
  private final ConsoleRefusals refusals;
  private final SignIn signIn;
  private final Admission admission;

  ConsoleSecurity(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
      Refusals refusals,
      SignIn signIn,
      Admission admission) {
    this.problems = problems;
    this.refusals = new ConsoleRefusals(signIn.isConfigured(), refusals, problems);
    this.signIn = signIn;
    this.admission = admission;
  }

  @Bean
  @Order(1)
  SecurityFilterChain console(
      HttpSecurity http,
      Callers callers,
      Refusals bearerRefusals,
      Audit audit,
      PropensitySettings settings)
      throws Exception {
    http.securityMatcher(request -> Rules.CONSOLE.matches(request) || isSentToSignIn(request))
        .headers(AbstractHttpConfigurer::disable)
        .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens()))
        .exceptionHandling(
            failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterBefore(new AuditFilter(audit, Rules::changes, problems), CsrfFilter.class);
    if (admission.open()) {
      withoutSessions(http);
      http.addFilterBefore(new LocalRequests(problems), BearerTokenAuthenticationFilter.class);
    } else {
      guard(http, callers, bearerRefusals, settings);
    }
    SecurityConfiguration.authorize(http);
    return http.build();
  }

  /** A browser that knows no more than the service's address. */
  private boolean isSentToSignIn(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return signIn.isConfigured()
        && !admission.open()
        && request.getRequestURI().equals("/")
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && accepted != null
        && accepted.contains(MediaType.TEXT_HTML_VALUE);
  }

  private void guard(
      HttpSecurity http, Callers callers, Refusals bearerRefusals, PropensitySettings settings)
      throws Exception {
    http.addFilter(SecurityConfiguration.bearer(callers, bearerRefusals))
        .addFilterBefore(
            SecurityConfiguration.writeLimit(settings, problems), AuthorizationFilter.class);
    if (signIn.isConfigured()) {
      withSignIn(http, callers);
    } else {
      withoutSessions(http);
    }
  }

  private void withSignIn(HttpSecurity http, Callers callers) throws Exception {
    HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    HttpSessionRequestCache asked = askedBefore();
    SignedIn signedIn = new SignedIn(callers::user, sessions);
    signedIn.setRequestCache(asked);
    http.securityContext(context -> context.securityContextRepository(sessions))
        .requestCache(cache -> cache.requestCache(asked))
        .oauth2Login(
            login ->
                login
                    .clientRegistrationRepository(signIn)
                    .authorizedClientRepository(new UnkeptTokens())
                    .loginPage(SignIn.ADDRESS)
                    .successHandler(signedIn)
                    .failureHandler(refusals))
        .logout(
            logout ->
                logout.logoutUrl("/console/sign-out").logoutSuccessUrl("/console/signed-out"));
  }

  /** Adds no parameter to the address that somebody wanted: pages refuse those they do not know. */
  @SuppressWarnings("NullAway") // null is for none
  private static HttpSessionRequestCache askedBefore() {
    HttpSessionRequestCache asked = new HttpSessionRequestCache();
    asked.setMatchingRequestParameterName(null);
    return asked;
  }

  private static void withoutSessions(HttpSecurity http) throws Exception {
    // Everybody comes anew with each request, and the forms of a page outlive the next.
    http.csrf(csrf -> csrf.sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }

  /** In a cookie, which every replica of the service can hold a form against. */
  private static CookieCsrfTokenRepository csrfTokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").path("/"));
    return tokens;
  }
}
