package io.propensity.api.startup;

import java.util.Optional;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says on stderr why the service did not start; leaves what it does not know to Spring Boot. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OneLineReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    Optional<StartupFailure> known = StartupFailure.of(failure);
    known.ifPresent(startup -> System.err.println("config-api: " + startup.line()));
    return known.isPresent();
  }
}
