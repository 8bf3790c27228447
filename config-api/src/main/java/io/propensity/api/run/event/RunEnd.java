package io.propensity.api.run.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run that is over.
 *
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param campaignId null for a training run
 * @param pipeline null for a scoring run
 * @param run as clients read it, with its report
 */
public record RunEnd(
    String runId,
    String state,
    Instant at,
    @Nullable Long campaignId,
    @Nullable String pipeline,
    JsonNode run) {}
