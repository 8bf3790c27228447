package io.propensity.api.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.VersionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's {@code ModelVersion}.
 *
 * @param creationTimestamp in milliseconds since 1970
 * @param source the directory of the version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MlflowVersion(
    String name,
    String version,
    @JsonProperty("creation_timestamp") long creationTimestamp,
    @JsonProperty("last_updated_timestamp") long lastUpdatedTimestamp,
    @JsonProperty("user_id") String userId,
    @JsonProperty("current_stage") String currentStage,
    String source,
    @JsonProperty("run_id") String runId,
    String status,
    @JsonProperty("status_message") @Nullable String statusMessage,
    List<String> aliases) {

  private static final String NO_STAGE = "None";

  static MlflowVersion of(RegisteredVersion version, String source) {
    boolean ready = version.state() == VersionState.READY;
    return new MlflowVersion(
        version.name(),
        String.valueOf(version.version()),
        version.registeredAt().toEpochMilli(),
        version.stateAt().toEpochMilli(),
        version.registeredBy(),
        NO_STAGE,
        source,
        version.runId(),
        ready ? "READY" : "FAILED_REGISTRATION",
        ready ? null : "Its directory is gone from the models root",
        version.aliases());
  }
}
