package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run did, written as {@code _run.json} beside its result.
 *
 * @param campaignId null in a training run, as is {@code campaignRevision}
 * @param modelVersion the version that scored or was published; null when a training run published
 *     none
 * @param usersRead rows of the users table, or of the training data
 * @param audience rows for which the audience filter is true, or of the training data when it was
 *     trained on; {@code scored} plus all rejected
 * @param rejected rows of the audience without a prediction, by reason
 * @param seconds wall time by step, in the order of the steps
 * @param scores of a campaign's audience, or of a training run's test split alone, though {@code
 *     scored} counts all its splits; null when nothing was scored
 * @param scoring what a prediction run found and published; null in a training run
 * @param snapshots the states of the tables that were read and written, by the table's name; null
 *     where they are files
 * @param standing steps whose result an earlier run had left; null where none was
 * @param warnings what went wrong without undoing the result; null where nothing did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunReport(
    @JsonProperty("format_version") String formatVersion,
    @JsonProperty("run_id") RunId runId,
    RunKind kind,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @JsonProperty("campaign_revision") @Nullable Integer campaignRevision,
    @JsonProperty("model_name") String modelName,
    @JsonProperty("model_version") @Nullable Integer modelVersion,
    RunState state,
    @JsonProperty("started_at") Instant startedAt,
    @JsonProperty("finished_at") Instant finishedAt,
    @JsonProperty("users_read") long usersRead,
    long audience,
    long scored,
    Map<String, Long> rejected,
    Map<String, Double> seconds,
    @Nullable ScoreSummary scores,
    @Nullable ScoringFigures scoring,
    @Nullable Map<String, Long> snapshots,
    @Nullable List<String> standing,
    @Nullable List<String> warnings) {

  public RunReport {
    snapshots = snapshots == null ? null : Collections.unmodifiableMap(new TreeMap<>(snapshots));
    standing = standing == null ? null : List.copyOf(standing);
    warnings = warnings == null ? null : List.copyOf(warnings);
    rejected = Collections.unmodifiableMap(new LinkedHashMap<>(rejected));
    seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
    if (modelVersion != null && modelVersion < 1) {
      throw new ContractException(
          "Run %s has model_version %d: versions count from 1".formatted(runId, modelVersion));
    }
    long accounted = scored + rejected.values().stream().mapToLong(Long::longValue).sum();
    if (accounted != audience) {
      throw new ContractException(
          "Run %s accounts for %d of the %d rows of its audience"
              .formatted(runId, accounted, audience));
    }
  }
}
