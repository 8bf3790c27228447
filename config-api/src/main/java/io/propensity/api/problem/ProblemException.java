package io.propensity.api.problem;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;

/** A request that cannot be done, with the problem document that says why. */
public final class ProblemException extends ErrorResponseException {

  private static final int MOST_ERRORS = 100;

  private ProblemException(HttpStatus status, ProblemDetail body) {
    super(status, body, null);
  }

  /** 400, naming every wrong field at once, or the first hundred and how many more there are. */
  public static ProblemException invalidFields(List<InvalidField> errors) {
    ProblemDetail body = body(HttpStatus.BAD_REQUEST, summary(errors));
    body.setType(URI.create("urn:propensity:problem:invalid-fields"));
    body.setTitle("Invalid fields");
    body.setProperty("errors", shown(errors));
    return new ProblemException(HttpStatus.BAD_REQUEST, body);
  }

  private static List<InvalidField> shown(List<InvalidField> errors) {
    if (errors.size() <= MOST_ERRORS) {
      return List.copyOf(errors);
    }
    List<InvalidField> shown = new ArrayList<>(errors.subList(0, MOST_ERRORS));
    shown.add(new InvalidField("...", "and %,d more".formatted(errors.size() - MOST_ERRORS)));
    return shown;
  }

  private static String summary(List<InvalidField> errors) {
    InvalidField first = errors.get(0);
    return errors.size() == 1
        ? "%s: %s".formatted(first.field(), first.message())
        : "%d fields are wrong, the first is %s: %s"
            .formatted(errors.size(), first.field(), first.message());
  }

  public static ProblemException badRequest(String detail) {
    return plain(HttpStatus.BAD_REQUEST, detail);
  }

  /** 400, with where a body is no JSON and why. */
  public static ProblemException malformed(JacksonException json) {
    return new ProblemException(HttpStatus.BAD_REQUEST, MalformedJson.problem(json));
  }

  public static ProblemException notFound(String detail) {
    return plain(HttpStatus.NOT_FOUND, detail);
  }

  /** 429, to be tried again in a while. */
  public static ProblemException tooMany(String detail) {
    ProblemException problem = plain(HttpStatus.TOO_MANY_REQUESTS, detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
    return problem;
  }

  public static ProblemException tooLarge(String detail) {
    return plain(HttpStatus.CONTENT_TOO_LARGE, detail);
  }

  public static ProblemException conflict(String detail) {
    return plain(HttpStatus.CONFLICT, detail);
  }

  /** 409 for now: the same request may be made again in a second. */
  public static ProblemException underWay(String detail) {
    ProblemException problem = conflict(detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return problem;
  }

  /** 409, with what it was decided by. */
  public static ProblemException conflict(String detail, String name, Object decidedBy) {
    ProblemDetail body = body(HttpStatus.CONFLICT, detail);
    body.setProperty(name, decidedBy);
    return new ProblemException(HttpStatus.CONFLICT, body);
  }

  public static ProblemException notImplemented(String detail) {
    return plain(HttpStatus.NOT_IMPLEMENTED, detail);
  }

  /** 503: nothing is wrong with the request, which may be made again in a second. */
  public static ProblemException busy(String detail) {
    ProblemException problem = plain(HttpStatus.SERVICE_UNAVAILABLE, detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
    return problem;
  }

  public static ProblemException unprocessable(String detail) {
    return plain(HttpStatus.UNPROCESSABLE_CONTENT, detail);
  }

  public static ProblemException preconditionRequired(String detail) {
    return plain(HttpStatus.PRECONDITION_REQUIRED, detail);
  }

  /** 412, with the entity tag that would match. */
  public static ProblemException preconditionFailed(String detail, String currentEtag) {
    ProblemException problem = plain(HttpStatus.PRECONDITION_FAILED, detail);
    problem.getHeaders().set(HttpHeaders.ETAG, currentEtag);
    return problem;
  }

  /** 401, with the challenge of RFC 6750 that says what is wanted. */
  public static ProblemException unauthorized(String detail, String challenge) {
    ProblemException problem = plain(HttpStatus.UNAUTHORIZED, detail);
    problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    return problem;
  }

  public static ProblemException forbidden(String detail) {
    return plain(HttpStatus.FORBIDDEN, detail);
  }

  /** 429, with the seconds to wait. */
  public static ProblemException tooManyRequests(String detail, long seconds) {
    return later(HttpStatus.TOO_MANY_REQUESTS, detail, seconds);
  }

  /** 503, with the seconds to wait: nothing is wrong with the request. */
  public static ProblemException unavailable(String detail, long seconds) {
    return later(HttpStatus.SERVICE_UNAVAILABLE, detail, seconds);
  }

  private static ProblemException later(HttpStatus status, String detail, long seconds) {
    ProblemException problem = plain(status, detail);
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    return problem;
  }

  private static ProblemException plain(HttpStatus status, String detail) {
    return new ProblemException(status, body(status, detail));
  }

  private static ProblemDetail body(HttpStatus status, String detail) {
    return ProblemDetail.forStatusAndDetail(status, detail);
  }
}
