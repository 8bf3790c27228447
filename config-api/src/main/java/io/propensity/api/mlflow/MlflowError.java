package io.propensity.api.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.api.mlflow.MlflowException.Code;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** An error as MLflow writes it. */
record MlflowError(@JsonProperty("error_code") Code code, String message) {

  static ResponseEntity<MlflowError> of(Code code, String message) {
    return ResponseEntity.status(code.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(new MlflowError(code, message));
  }
}
