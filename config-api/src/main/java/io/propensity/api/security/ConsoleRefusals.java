package io.propensity.api.security;

import io.propensity.api.problem.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Leads whoever is not signed in to where that is done, or says why it cannot be. */
final class ConsoleRefusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

  private final AuthenticationEntryPoint signIn =
      new LoginUrlAuthenticationEntryPoint(SignIn.ADDRESS);
  private final boolean hasSignIn;
  private final Refusals refusals;
  private final HandlerExceptionResolver problems;

  ConsoleRefusals(boolean hasSignIn, Refusals refusals, HandlerExceptionResolver problems) {
    this.hasSignIn = hasSignIn;
    this.refusals = refusals;
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    if (!hasSignIn) {
      answer(
          request,
          response,
          ProblemException.notFound(
              "Nobody can sign in to the console here: set propensity.security.issuer-uri, .audience and .client-id, or send a token as Authorization: Bearer TOKEN"));
    } else if (request.getHeader("HX-Request") != null) {
      // The page is loaded anew, and that leads to the sign-in.
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else {
      signIn.commence(request, response, failure);
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure) {
    if (failure instanceof CsrfException) {
      answer(
          request,
          response,
          ProblemException.forbidden(
              "The form is too old, or was not sent from a page of this service: load the page anew and send it again"));
    } else {
      refusals.handle(request, response, failure);
    }
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
    answer(
        request,
        response,
        ProblemException.forbidden(
            "The sign-in came to nothing: %s. Try it again from /console/campaigns"
                .formatted(failure.getMessage())));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, ProblemException problem) {
    problems.resolveException(request, response, null, problem);
  }
}
