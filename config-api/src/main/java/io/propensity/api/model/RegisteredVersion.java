package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.ModelVersion;
import java.time.Instant;
import java.util.List;

/**
 * A version as the registry lists it.
 *
 * @param sha256 of its manifest as it was registered
 * @param task what it predicts, as the manifest has it
 * @param createdAt when it was trained
 * @param stateAt when it came to its state, by {@code stateBy}
 * @param aliases those that point at it
 */
public record RegisteredVersion(
    String name,
    int version,
    VersionState state,
    @JsonProperty("state_at") Instant stateAt,
    @JsonProperty("state_by") String stateBy,
    String sha256,
    String task,
    String flavor,
    @JsonProperty("run_id") String runId,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("registered_at") Instant registeredAt,
    @JsonProperty("registered_by") String registeredBy,
    List<String> aliases) {

  public RegisteredVersion {
    aliases = List.copyOf(aliases);
  }

  public ModelVersion modelVersion() {
    return new ModelVersion(name, version);
  }

  boolean is(VersionState other) {
    return state == other;
  }
}
