package io.propensity.api.security;

import io.propensity.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what the firewall refuses with a problem document. */
@Component
class RefusedAddresses implements RequestRejectedHandler {

  private final HandlerExceptionResolver problems;

  RefusedAddresses(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    this.problems = problems;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException refused) {
    problems.resolveException(
        request,
        response,
        null,
        ProblemException.badRequest(
            "The address holds what servers read in more than one way, such as //, /../, a backslash, a semicolon, a line break or an encoded slash: nothing here is called so"));
  }
}
