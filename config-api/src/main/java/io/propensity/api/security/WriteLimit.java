package io.propensity.api.security;

import io.propensity.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses writes beyond so many a minute of one caller. */
final class WriteLimit extends OncePerRequestFilter {

  private final RateLimit writes;
  private final HandlerExceptionResolver problems;

  WriteLimit(RateLimit writes, HandlerExceptionResolver problems) {
    this.writes = writes;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long seconds = secondsToWait(request);
    if (seconds == 0) {
      chain.doFilter(request, response);
    } else {
      problems.resolveException(
          request,
          response,
          null,
          ProblemException.tooManyRequests(
              "You wrote more often than this service takes of one caller: wait before the next",
              seconds));
    }
  }

  private long secondsToWait(HttpServletRequest request) {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
            && Rules.changes(request)
        ? writes.take(caller.name())
        : 0;
  }
}
