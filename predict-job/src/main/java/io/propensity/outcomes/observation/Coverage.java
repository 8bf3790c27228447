package io.propensity.outcomes.observation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whom the outcomes tell of.
 *
 * @param published rows of the run
 * @param listed of them in the outcomes table
 * @param unlisted of them not there: they did not respond
 * @param unknownResponse of those listed without a response, left out
 * @param unknownTreatment of those with a response: nobody knows whether they were treated, left
 *     out
 * @param treated whose responses are measured
 * @param control left alone, whose responses the others' are held against
 * @param strangers rows of the outcomes table whose key the run did not publish
 * @param keyless rows of the outcomes table without a key
 */
public record Coverage(
    long published,
    long listed,
    long unlisted,
    @JsonProperty("unknown_response") long unknownResponse,
    @JsonProperty("unknown_treatment") long unknownTreatment,
    long treated,
    long control,
    long strangers,
    long keyless) {}
