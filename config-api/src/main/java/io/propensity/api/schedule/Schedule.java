package io.propensity.api.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as clients see it.
 *
 * @param next the next five firings; none while it is paused
 * @param last the latest firing that was decided; null before the first
 */
public record Schedule(
    long id,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @Nullable String pipeline,
    String cron,
    @JsonProperty("time_zone") String timeZone,
    Overlap overlap,
    Missed missed,
    Map<String, Object> options,
    boolean paused,
    List<Instant> next,
    @Nullable Last last,
    int revision,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("created_by") String createdBy,
    @JsonProperty("updated_at") Instant updatedAt,
    @JsonProperty("updated_by") String updatedBy) {

  public Schedule {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    next = List.copyOf(next);
  }

  /** The latest firing in short. */
  public record Last(Instant at, @JsonProperty("run_id") @Nullable RunId runId, Outcome outcome) {}
}
