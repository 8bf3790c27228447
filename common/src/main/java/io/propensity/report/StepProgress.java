package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How far a step of a run is.
 *
 * @param step what is done, in a word or two: {@code Scoring}
 * @param rows read so far, those of tasks at work among them
 * @param tasks of Spark, as far as they are known
 * @param secondsLeft about; null while no task is done
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepProgress(
    String step,
    long rows,
    @JsonProperty("tasks_done") int tasksDone,
    int tasks,
    @JsonProperty("seconds_left") @Nullable Double secondsLeft) {}
