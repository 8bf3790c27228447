package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ContractException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a job tells the service of its run, whole each time: when it begins, while it is at work,
 * and how it ends.
 *
 * @param state how it ended, null while it runs
 * @param campaignId null in a training run, as is {@code campaignRevision}, the revision that is
 *     scored
 * @param pipeline null in a prediction run
 * @param progress null between two steps
 * @param exitCode with which the process will end; null while it runs
 * @param message why it failed, in one line
 * @param report once it is published
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunNotice(
    RunKind kind,
    @Nullable RunState state,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @JsonProperty("campaign_revision") @Nullable Integer campaignRevision,
    @Nullable String pipeline,
    @JsonProperty("started_at") Instant startedAt,
    @Nullable StepProgress progress,
    @JsonProperty("exit_code") @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable RunReport report) {

  public RunNotice {
    if (Objects.isNull(kind) || Objects.isNull(startedAt)) {
      throw new ContractException("A run's notice needs kind and started_at");
    }
    boolean prediction = kind == RunKind.PREDICTION;
    if (prediction != (campaignId != null) || prediction != (pipeline == null)) {
      throw new ContractException(
          "The notice of a prediction run names its campaign_id, that of a training run its pipeline");
    }
    if ((state == null) != (exitCode == null)) {
      throw new ContractException("A run's notice has state and exit_code once the run is over");
    }
  }
}
