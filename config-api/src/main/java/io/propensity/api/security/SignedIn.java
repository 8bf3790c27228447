package io.propensity.api.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextRepository;

/** Keeps whoever signed in at the issuer as the caller that a token of the same person is. */
final class SignedIn extends SavedRequestAwareAuthenticationSuccessHandler {

  private final Function<Map<String, Object>, Optional<Caller>> callers;
  private final SecurityContextRepository sessions;

  SignedIn(
      Function<Map<String, Object>, Optional<Caller>> callers, SecurityContextRepository sessions) {
    this.callers = callers;
    this.sessions = sessions;
    setDefaultTargetUrl("/console/campaigns");
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws ServletException, IOException {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    Caller caller = caller(authentication);
    context.setAuthentication(caller);
    SecurityContextHolder.setContext(context);
    sessions.saveContext(context, request, response);
    super.onAuthenticationSuccess(request, response, caller);
  }

  private Caller caller(Authentication authentication) {
    return Optional.ofNullable(authentication.getPrincipal())
        .filter(OidcUser.class::isInstance)
        .flatMap(user -> callers.apply(((OidcUser) user).getClaims()))
        .orElseThrow(SignedIn::nameless);
  }

  private static OAuth2AuthenticationException nameless() {
    return new OAuth2AuthenticationException(
        new OAuth2Error("invalid_token", "the issuer does not say who you are", null));
  }
}
