package io.propensity.api.web;

import io.propensity.api.problem.ConsolePaths;
import io.propensity.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Refuses a body of more than 1 MiB with 413, whether or not its length was announced. */
@Component
class BodyLimit extends OncePerRequestFilter {

  static final int BYTES = 1 << 20;

  private final HandlerExceptionResolver problems;

  BodyLimit(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > BYTES) {
      refuse(request, response);
      return;
    }
    if (isForm(request)) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(BYTES + 1);
    if (body.length > BYTES) {
      refuse(request, response);
    } else {
      chain.doFilter(new ReadRequest(request, body), response);
    }
  }

  /** Of the console: Tomcat reads its fields when they are asked for, within the same limit. */
  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        && ConsolePaths.has(request);
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) {
    problems.resolveException(
        request, response, null, ProblemException.tooLarge("A body may have 1 MiB at most"));
  }
}
