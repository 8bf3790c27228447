package io.propensity.api.run;

import io.propensity.run.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a campaign in a few numbers.
 *
 * @param audience null, as the others are, before the run has reported
 * @param mean of the scores
 * @param scorePsi how far the scores lie from the training's
 */
public record RunFigures(
    long campaignId,
    RunId runId,
    RunStatus state,
    Instant createdAt,
    @Nullable Instant finishedAt,
    @Nullable Long audience,
    @Nullable Double mean,
    @Nullable Double scorePsi) {}
