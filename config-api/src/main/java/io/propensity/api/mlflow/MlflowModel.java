package io.propensity.api.mlflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.api.model.RegisteredModel;
import java.util.List;

/** MLflow's {@code RegisteredModel}. */
record MlflowModel(
    String name,
    @JsonProperty("creation_timestamp") long creationTimestamp,
    @JsonProperty("last_updated_timestamp") long lastUpdatedTimestamp,
    @JsonProperty("latest_versions") List<MlflowVersion> latestVersions,
    List<MlflowAlias> aliases) {

  /** MLflow's {@code RegisteredModelAlias}. */
  record MlflowAlias(String alias, String version) {}

  static MlflowModel of(RegisteredModel model, List<MlflowVersion> latest) {
    long created = model.registeredAt().toEpochMilli();
    long updated =
        latest.stream().mapToLong(MlflowVersion::lastUpdatedTimestamp).max().orElse(created);
    return new MlflowModel(
        model.name(),
        created,
        updated,
        latest,
        model.aliases().entrySet().stream()
            .map(alias -> new MlflowAlias(alias.getKey(), String.valueOf(alias.getValue())))
            .toList());
  }
}
