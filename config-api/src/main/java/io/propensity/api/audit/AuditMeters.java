package io.propensity.api.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts refusals by status, and rows that the audit log lacks. */
@Component
class AuditMeters {

  private static final String REFUSALS = "propensity.refusals";

  private final MeterRegistry registry;
  private final Counter failures;

  AuditMeters(MeterRegistry registry) {
    this.registry = registry;
    this.failures = registry.counter("propensity.audit.failures");
    // There from the start, so that the first refusal is an increase.
    List.of(401, 403, 429).forEach(this::refusals);
  }

  void refused(int status) {
    refusals(status).increment();
  }

  void lost() {
    failures.increment();
  }

  private Counter refusals(int status) {
    return registry.counter(REFUSALS, "status", String.valueOf(status));
  }
}
