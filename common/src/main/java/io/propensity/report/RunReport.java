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
 * @param expectedPositives the sum of a binary model's scores; null for other models
 * @param scorePsi how far the scores lie from the training's, as {@link Drift#psi}; null when they
 *     were counted in other buckets there
 * @param drift by feature, of those that the model's baseline describes; null in a training run
 * @param snapshots the states of the tables that were read and written, by the table's name; null
 *     where they are files
 * @param standing steps whose result an earlier run had left; null where none was
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
    @JsonProperty("expected_positives") @Nullable Double expectedPositives,
    @JsonProperty("score_psi") @Nullable Double scorePsi,
    @Nullable Map<String, Drift> drift,
    @Nullable Map<String, Long> snapshots,
    @Nullable List<String> standing) {

  /** A report that says nothing of what a campaign's scores promise and how its users drifted. */
  public RunReport(
      String formatVersion,
      RunId runId,
      RunKind kind,
      @Nullable Long campaignId,
      @Nullable Integer campaignRevision,
      String modelName,
      @Nullable Integer modelVersion,
      RunState state,
      Instant startedAt,
      Instant finishedAt,
      long usersRead,
      long audience,
      long scored,
      Map<String, Long> rejected,
      Map<String, Double> seconds,
      @Nullable ScoreSummary scores) {
    this(
        formatVersion,
        runId,
        kind,
        campaignId,
        campaignRevision,
        modelName,
        modelVersion,
        state,
        startedAt,
        finishedAt,
        usersRead,
        audience,
        scored,
        rejected,
        seconds,
        scores,
        null,
        null,
        null,
        null,
        null);
  }

  public RunReport {
    drift = drift == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(drift));
    snapshots = snapshots == null ? null : Collections.unmodifiableMap(new TreeMap<>(snapshots));
    standing = standing == null ? null : List.copyOf(standing);
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
