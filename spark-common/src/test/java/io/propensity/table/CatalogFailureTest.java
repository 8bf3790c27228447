package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ConfigurationException;
import io.propensity.run.UnavailableException;
import java.net.ConnectException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.junit.jupiter.api.Test;

class CatalogFailureTest {

  @Test
  void whoIsNotLetInIsToldToNameAToken() {
    assertThat(told(new NotAuthorizedException("Not authorized: No such token")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The table catalog lets this process not in: Not authorized: No such token. Name a token, or credentials, that may read and write there under catalog.secrets in the environment file");
    assertThat(told(new ForbiddenException("Forbidden: table raw")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Forbidden: table raw");
  }

  @Test
  void aCatalogThatDoesNotAnswerIsUnavailable() {
    assertThat(
            told(
                new RESTException(
                    new ConnectException("Connection refused"),
                    "Error occurred while processing POST request")))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "The table catalog did not answer as it should: Connection refused. Run again when it does");
    assertThat(told(new ServiceFailureException("Server error: out of memory")))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void otherFailuresAreNotTheCatalogs() {
    assertThat(CatalogFailure.of(new IllegalStateException("a defect"))).isEmpty();
    assertThat(CatalogFailure.of(new BadRequestException("Malformed request"))).isEmpty();
  }

  /** As it arrives in the job: within what else failed of it. */
  private static Throwable told(RuntimeException failure) {
    return ReadFailure.told(new IllegalStateException("a step", failure)).orElseThrow();
  }
}
