package io.propensity.api.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.report.StepProgress;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One execution of a job, as clients see it.
 *
 * @param campaignRevision the one that is scored, in each attempt
 * @param model what is scored with, in each attempt; of a training run what it published. Null
 *     where that is not known, or nothing was
 * @param attempt from 1; a retry is the next attempt of the same run
 * @param launcher what started it; null for a run that was started by hand
 * @param progress what the job said last, null before it said anything
 * @param meaning of the exit code
 * @param message the job's own last word on a failure
 * @param snapshots the states of the tables that were read and written, by the table's name; null
 *     where they are files, and before the end
 * @param reportLocation where people read the report: a path or a URI
 * @param report {@code _run.json}; null in lists and where there is none
 */
public record Run(
    @JsonProperty("run_id") RunId runId,
    RunKind kind,
    RunStatus state,
    @JsonProperty("campaign_id") @Nullable Long campaignId,
    @JsonProperty("campaign_revision") @Nullable Integer campaignRevision,
    @Nullable String pipeline,
    @Nullable Model model,
    Map<String, Object> options,
    int attempt,
    @JsonProperty("requested_by") String requestedBy,
    @Nullable String launcher,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("started_at") @Nullable Instant startedAt,
    @JsonProperty("finished_at") @Nullable Instant finishedAt,
    @JsonProperty("cancel_requested") boolean cancelRequested,
    @Nullable StepProgress progress,
    @JsonProperty("exit_code") @Nullable Integer exitCode,
    @Nullable String meaning,
    @Nullable String message,
    @Nullable Map<String, Long> snapshots,
    @JsonProperty("report_location") @Nullable String reportLocation,
    @Nullable JsonNode report) {

  /** A model version and its address. */
  public record Model(String name, int version, String href) {

    static Model of(String name, int version) {
      return new Model(name, version, "/models/%s/versions/%d".formatted(name, version));
    }

    public ModelVersion modelVersion() {
      return new ModelVersion(name, version);
    }
  }

  public Run {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    snapshots = snapshots == null ? null : Collections.unmodifiableMap(new TreeMap<>(snapshots));
  }

  /** Whether nobody but whoever started it knows its process. */
  @JsonIgnore
  public boolean isByHand() {
    return launcher == null;
  }

  /** Whether it was asked for by the same words. */
  boolean isOf(RunOrder order) {
    return kind == order.kind()
        && Objects.equals(campaignId, order.campaignId())
        && Objects.equals(pipeline, order.pipeline())
        && options.equals(order.options());
  }
}
