package io.propensity.api.security;

import io.propensity.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets in everybody on this machine, and not the pages of others that are shown in its browser:
 * those come under a name of their own (DNS rebinding) or say where they are from (forged writes).
 */
final class LocalRequests extends OncePerRequestFilter {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");

  private final HandlerExceptionResolver problems;

  LocalRequests(HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String host = header(request, "Host");
    if (!LOOPBACK.matcher(host).matches()) {
      refuse(
          request,
          response,
          "This service is for its own machine: address it as localhost or 127.0.0.1");
    } else if (Rules.changes(request) && isOfAnotherPage(request, host)) {
      refuse(request, response, "A page of another origin cannot write here");
    } else {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(Caller.local());
      SecurityContextHolder.setContext(context);
      chain.doFilter(request, response);
    }
  }

  private static boolean isOfAnotherPage(HttpServletRequest request, String host) {
    String site = header(request, "Sec-Fetch-Site");
    boolean fromElsewhere = !site.isEmpty() && !site.equals("same-origin") && !site.equals("none");
    String origin = header(request, "Origin");
    return fromElsewhere || (!origin.isEmpty() && !host.equals(authority(origin)));
  }

  /** An origin's host and port; null for one that has none, such as {@code null}. */
  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, String detail) {
    problems.resolveException(request, response, null, ProblemException.forbidden(detail));
  }
}
