package io.propensity.api.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time of a schedule, and what became of it.
 *
 * @param runId null unless a run was started
 * @param reason why none was
 * @param tries how often it was tried to start one
 */
public record Firing(
    Instant at,
    Outcome outcome,
    @JsonProperty("run_id") @Nullable RunId runId,
    @Nullable String reason,
    int tries,
    @JsonProperty("decided_at") Instant decidedAt) {}
