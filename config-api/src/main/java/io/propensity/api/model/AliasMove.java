package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One move of an alias, kept for good.
 *
 * @param from the version at which it pointed, null for none
 * @param to the version at which it points since then, null when it was removed
 * @param verdict of the gate; null where none was asked
 */
public record AliasMove(
    Kind kind,
    @Nullable Integer from,
    @Nullable Integer to,
    boolean forced,
    @Nullable String reason,
    @Nullable Verdict verdict,
    @JsonProperty("moved_at") Instant movedAt,
    @JsonProperty("moved_by") String movedBy) {

  /** What was done. */
  public enum Kind {
    ASSIGN,
    ROLLBACK,
    REMOVE
  }
}
