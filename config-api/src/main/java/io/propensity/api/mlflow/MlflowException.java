package io.propensity.api.mlflow;

import org.springframework.http.HttpStatus;

/** A request that is refused in MLflow's words. */
final class MlflowException extends RuntimeException {

  private final Code code;

  /** MLflow's codes, and the statuses that it sends them with. */
  enum Code {
    RESOURCE_DOES_NOT_EXIST(HttpStatus.NOT_FOUND),
    INVALID_PARAMETER_VALUE(HttpStatus.BAD_REQUEST),
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    TEMPORARILY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    Code(HttpStatus status) {
      this.status = status;
    }

    HttpStatus status() {
      return status;
    }
  }

  private MlflowException(Code code, String message) {
    super(message);
    this.code = code;
  }

  static MlflowException invalid(String message) {
    return new MlflowException(Code.INVALID_PARAMETER_VALUE, message);
  }

  static MlflowException absent(String message) {
    return new MlflowException(Code.RESOURCE_DOES_NOT_EXIST, message);
  }

  Code code() {
    return code;
  }
}
