package io.propensity.api.run.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A document of a run, without what it says.
 *
 * @param name {@code quality, trials, metrics, outcomes}, or {@code dashboard_} and the name of an
 *     export
 * @param href where it is read
 */
public record RunDocument(
    String name,
    @JsonProperty("written_at") Instant writtenAt,
    @JsonProperty("written_by") String writtenBy,
    String href) {}
