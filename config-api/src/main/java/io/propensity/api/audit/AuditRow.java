package io.propensity.api.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** An entry as it is kept. */
public record AuditRow(long id, @JsonUnwrapped AuditEntry entry) {}
