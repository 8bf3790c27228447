package io.propensity.campaign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a campaign, as the service tells it and the prediction job reads it.
 *
 * @param modelPath a model version in a form of {@link io.propensity.model.ModelPath}
 * @param audienceFilter a Boolean expression over the users table; {@code TRUE} is everybody
 * @param features names of the model's features, in any order
 * @param usersTable a table under the warehouse root; null for the environment's default
 * @param users how that table is read; null for what the job does by itself
 * @param newestBy the column that tells which of several rows with one key holds; null for none
 * @param holdout the share of users that is marked as control group; null for none
 * @param maxDrift the population stability index above which nothing is published; null for any
 * @param segments how the scored users are cut into named parts, as {@link SegmentRule} reads it;
 *     null for none
 * @param output what is published, and where; null for what the job does by itself
 * @param revision from 1; every change makes the next
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Campaign(
    long id,
    String name,
    @JsonProperty("model_path") String modelPath,
    @JsonProperty("audience_filter") String audienceFilter,
    List<String> features,
    @JsonProperty("users_table") @Nullable String usersTable,
    @Nullable UsersSettings users,
    @JsonProperty("newest_by") @Nullable String newestBy,
    @Nullable Double holdout,
    @JsonProperty("max_drift") @Nullable Double maxDrift,
    @Nullable String segments,
    @Nullable OutputSettings output,
    @JsonProperty("is_active") boolean isActive,
    int revision,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt) {

  public Campaign {
    features = List.copyOf(features);
  }

  /** The same with the version that its {@code model_path} means now. */
  public Campaign with(ModelVersion version) {
    return new Campaign(
        id,
        name,
        "models/" + version.path(),
        audienceFilter,
        features,
        usersTable,
        users,
        newestBy,
        holdout,
        maxDrift,
        segments,
        output,
        isActive,
        revision,
        createdAt,
        updatedAt);
  }
}
