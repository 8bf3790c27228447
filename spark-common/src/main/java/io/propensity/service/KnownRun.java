package io.propensity.service;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.ModelVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service has written down of a run, once and for all its attempts.
 *
 * @param campaignRevision the one to score; null in a training run, and where nothing is known
 * @param scored what to score with; null where the service does not know
 * @param cancelRequested whether somebody wants it to end; null where the service does not say
 * @param launcher what started it, and ends it; null for a run that was started by hand
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KnownRun(
    @JsonProperty("campaign_revision") @Nullable Integer campaignRevision,
    @JsonProperty("model") @Nullable Scored scored,
    @JsonProperty("cancel_requested") @Nullable Boolean cancelRequested,
    @Nullable String launcher) {

  /** A run of which the service has not heard. */
  public static final KnownRun UNKNOWN = new KnownRun(null, null, null, null);

  /** A model version, beside whatever else the service tells of it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Scored(String name, int version) {}

  /** Whether this process is to end itself: nobody else would. */
  boolean isToEndItself() {
    return Boolean.TRUE.equals(cancelRequested) && launcher == null;
  }

  /** The version to score with. */
  public Optional<ModelVersion> model() {
    return Optional.ofNullable(scored)
        .map(version -> new ModelVersion(version.name(), version.version()));
  }
}
