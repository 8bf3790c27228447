package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses whoever is not let in, as RFC 6750 has it, with a problem document. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  private static final String INVALID = "Bearer error=\"invalid_token\"";
  private static final String INSUFFICIENT = "Bearer error=\"insufficient_scope\"";
  private static final String BASIC =
      "Basic realm=\"The token is the password\", charset=\"UTF-8\"";
  private static final int ISSUER_SECONDS = 5;
  private static final int NETWORK_BYTES = 8;

  private final HandlerExceptionResolver problems;
  private final RateLimit failedLogins;

  Refusals(
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
      PropensitySettings settings) {
    this.problems = problems;
    this.failedLogins = new RateLimit(settings.security().failedLoginsPerMinute());
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    if (failure instanceof OAuth2AuthenticationException) {
      answer(request, response, failedLogin(request));
    } else if (failure instanceof IssuerAway) {
      answer(
          request,
          response,
          ProblemException.unavailable(
              "The token cannot be checked now, since its issuer does not answer; try again",
              ISSUER_SECONDS));
    } else {
      answer(
          request,
          response,
          askingBrowsers(
              request,
              ProblemException.unauthorized(
                  "A token is wanted: send it as Authorization: Bearer TOKEN", "Bearer")));
    }
  }

  /** Has a browser that wants a page of the documentation ask its user for the token. */
  private static ProblemException askingBrowsers(
      HttpServletRequest request, ProblemException refusal) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    if (accepted != null && accepted.contains("text/html") && Rules.PAGES.matches(request)) {
      refusal.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, BASIC);
    }
    return refusal;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure) {
    String roles =
        SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
            ? caller.rolesText()
            : "";
    String may = roles.isEmpty() ? "No role of this service is yours" : "Your role is " + roles;
    ProblemException refusal =
        ProblemException.forbidden(
            "%s, which does not suffice for %s here".formatted(may, request.getMethod()));
    refusal.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, INSUFFICIENT);
    answer(request, response, refusal);
  }

  private ProblemException failedLogin(HttpServletRequest request) {
    long seconds = failedLogins.take(network(request.getRemoteAddr()));
    return seconds == 0
        ? askingBrowsers(
            request,
            ProblemException.unauthorized("The token is wrong, expired or revoked", INVALID))
        : ProblemException.tooManyRequests(
            "Too many wrong tokens came from your address: wait before the next try", seconds);
  }

  /** Who has an IPv6 address has 2^64 of them. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(NETWORK_BYTES, bytes.length)));
    } catch (UnknownHostException unknown) {
      return address;
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, ProblemException problem) {
    problems.resolveException(request, response, null, problem);
  }
}
