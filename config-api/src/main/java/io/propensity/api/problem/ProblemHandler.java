package io.propensity.api.problem;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Answers every failed request with {@code application/problem+json}, whatever was accepted. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class
  })
  @Nullable ResponseEntity<Object> databaseLost(Exception failure, WebRequest request) {
    LOG.error("The database does not answer: {}", failure.getMessage());
    return later(failure, "The database does not answer; try again", "5", request);
  }

  /**
   * A connection lost in a transaction cannot be rolled back either, and that is what is thrown.
   */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> failedInATransaction(
      TransactionSystemException failure, WebRequest request) {
    return isOfALostConnection(failure) ? databaseLost(failure, request) : defect(failure, request);
  }

  /** By the class of its SQLSTATE; the pool gives none when a connection was closed before. */
  private static boolean isOfALostConnection(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(SQLException.class::isInstance)
        .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
        .anyMatch(state -> state.matches("null|(08|57).*"));
  }

  /** Nothing is wrong with the request: another change kept what it changes locked. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> waitedForALock(
      PessimisticLockingFailureException failure, WebRequest request) {
    LOG.warn("A change waited in vain for another to end, {}", request.getDescription(false));
    return later(
        failure,
        "What is to be changed is being changed by somebody else; try again",
        "1",
        request);
  }

  /** The server ended a statement, and with it all that the request did. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> databaseSlow(QueryTimeoutException failure, WebRequest request) {
    LOG.warn("The database took too long, {}", request.getDescription(false));
    return later(failure, "The database took too long; try again", "5", request);
  }

  private @Nullable ResponseEntity<Object> later(
      Exception failure, String detail, String seconds, WebRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, seconds);
    return answer(failure, detail, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
  }

  /**
   * A query string that is no UTF-8, say: Tomcat reads parameters when they are first asked for.
   */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> unreadableParameters(
      InvalidParameterException failure, WebRequest request) {
    return answer(
        failure,
        "The query string cannot be read: it is not percent-encoded UTF-8",
        new HttpHeaders(),
        HttpStatus.BAD_REQUEST,
        request);
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Object> defect(Exception failure, WebRequest request) {
    LOG.error("A request failed by a defect of the service", failure);
    return answer(
        failure,
        "The service failed; its log says why",
        new HttpHeaders(),
        HttpStatus.INTERNAL_SERVER_ERROR,
        request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Exception failure,
      String detail,
      HttpHeaders headers,
      HttpStatus status,
      WebRequest request) {
    ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
    return handleExceptionInternal(failure, body, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail body =
        failure.getCause() instanceof JacksonException malformed
            ? MalformedJson.problem(malformed)
            : ProblemDetail.forStatusAndDetail(status, "A JSON object is wanted as the body");
    return handleExceptionInternal(failure, body, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException failure,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "There is nothing at this address; campaigns are at /campaigns, their documentation at /docs";
    return handleExceptionInternal(
        failure, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpHeaders sent = new HttpHeaders();
    sent.putAll(Objects.requireNonNull(headers));
    sent.setContentType(
        isOfAPage(request) ? MediaType.TEXT_HTML : MediaType.APPLICATION_PROBLEM_JSON);
    return super.handleExceptionInternal(failure, body, sent, status, request);
  }

  /** People read what is said of the console's pages, {@code ProblemPage} writes it. */
  private static boolean isOfAPage(WebRequest request) {
    return request instanceof ServletWebRequest web && ConsolePaths.has(web.getRequest());
  }
}
