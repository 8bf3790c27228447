package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.run.ExitCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job tells the service of its run, whole each time: when it begins, while it is at work,
 * and how it ends.
 *
 * @param state how it ended, null while it runs
 * @param campaignId null in a training run, as is {@code campaignRevision}, the revision that is
 *     scored
 * @param pipeline null in a prediction run
 * @param modelName what is scored with, as is {@code modelVersion}, where the job knows it; null
 *     for the service to say
 * @param progress null between two steps
 * @param exitCode with which the process will end; null while it runs
 * @param message why it failed, in one line
 * @param report once it is published
 * @param reportLocation where people read it: a path or a URI; null where nothing is published
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunNotice(
    RunKind kind,
    @Nullable RunState state,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @JsonProperty("campaign_revision") @Nullable Integer campaignRevision,
    @Nullable String pipeline,
    @JsonProperty("model_name") @Nullable String modelName,
    @JsonProperty("model_version") @Nullable Integer modelVersion,
    @JsonProperty("started_at") Instant startedAt,
    @Nullable StepProgress progress,
    @JsonProperty("exit_code") @Nullable Integer exitCode,
    @Nullable String message,
    @Nullable RunReport report,
    @JsonProperty("report_location") @Nullable String reportLocation) {

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
    if ((modelName == null) != (modelVersion == null)) {
      throw new ContractException("A run's notice has model_name and model_version, or neither");
    }
    if (modelName != null && modelVersion != null) {
      requireModel(modelName, modelVersion);
    }
    if (report != null && report.modelVersion() != null) {
      requireModel(report.modelName(), report.modelVersion());
    }
  }

  /** That a scoring run of a campaign's revision has begun. */
  public static RunNotice ofPrediction(
      long campaign, int revision, Optional<ModelVersion> model, Instant startedAt) {
    return begun(
        RunKind.PREDICTION,
        campaign,
        revision,
        null,
        model.map(ModelVersion::name).orElse(null),
        model.map(ModelVersion::version).orElse(null),
        startedAt);
  }

  /** That a training run has begun. */
  public static RunNotice ofTraining(String pipeline, Instant startedAt) {
    return begun(RunKind.TRAINING, null, null, pipeline, null, null, startedAt);
  }

  private static RunNotice begun(
      RunKind kind,
      @Nullable Long campaign,
      @Nullable Integer revision,
      @Nullable String pipeline,
      @Nullable String model,
      @Nullable Integer version,
      Instant startedAt) {
    return new RunNotice(
        kind, null, campaign, revision, pipeline, model, version, startedAt, null, null, null, null,
        null);
  }

  /** The same run as it stands now. */
  public RunNotice at(@Nullable StepProgress reading) {
    return with(null, reading, null, null, null, null);
  }

  /** The same run, done. */
  public RunNotice succeeded(RunReport done, String location) {
    return with(RunState.SUCCEEDED, null, ExitCode.OK.code(), null, done, location);
  }

  /** The same run, failed. */
  public RunNotice failed(ExitCode code, @Nullable String why) {
    return with(RunState.FAILED, null, code.code(), why, null, null);
  }

  /** The same run, ended because somebody cancelled it. */
  public RunNotice cancelled() {
    return with(RunState.FAILED, null, ExitCode.TERMINATED, "Cancelled", null, null);
  }

  /** What is scored with, where the job knows it. */
  public Optional<ModelVersion> model() {
    return modelName == null || modelVersion == null
        ? Optional.empty()
        : Optional.of(new ModelVersion(modelName, modelVersion));
  }

  private RunNotice with(
      @Nullable RunState over,
      @Nullable StepProgress reading,
      @Nullable Integer code,
      @Nullable String said,
      @Nullable RunReport done,
      @Nullable String location) {
    return new RunNotice(
        kind,
        over,
        campaignId,
        campaignRevision,
        pipeline,
        modelName,
        modelVersion,
        startedAt,
        reading,
        code,
        said,
        done,
        location);
  }

  private static void requireModel(String name, int version) {
    var unused = new ModelVersion(name, version);
  }
}
