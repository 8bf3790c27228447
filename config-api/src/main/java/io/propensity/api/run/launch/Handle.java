package io.propensity.api.run.launch;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * By what a process is known again: a number alone may have been given anew.
 *
 * @param startedAt as the system tells it
 */
public record Handle(long pid, @JsonProperty("started_at") Instant startedAt) {}
