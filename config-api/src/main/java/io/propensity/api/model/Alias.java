package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alias points.
 *
 * @param verdict by which it was moved just now; null where it is only told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alias(
    String alias,
    int version,
    @JsonProperty("moved_at") Instant movedAt,
    @JsonProperty("moved_by") String movedBy,
    @Nullable Verdict verdict) {

  Alias with(Verdict moved) {
    return new Alias(alias, version, movedAt, movedBy, moved);
  }
}
