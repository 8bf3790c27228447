package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model as the registry lists it.
 *
 * @param latestVersion the greatest that is ready, null when none is
 * @param versions how many were registered, deleted ones too
 * @param ready how many of them can be used
 * @param aliases the versions at which they point
 */
public record RegisteredModel(
    String name,
    @JsonProperty("latest_version") @Nullable Integer latestVersion,
    long versions,
    long ready,
    Map<String, Integer> aliases,
    @JsonProperty("registered_at") Instant registeredAt) {

  public RegisteredModel {
    aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
  }
}
