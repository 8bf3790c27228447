package io.propensity.api.run;

import io.propensity.campaign.Campaign;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody asks for.
 *
 * @param model what to score with; null in a training run, and where only the job can tell
 * @param options of the job, by their names in the API, checked
 */
record RunOrder(
    RunId runId,
    RunKind kind,
    @Nullable Long campaignId,
    @Nullable Integer campaignRevision,
    @Nullable String pipeline,
    @Nullable ModelVersion model,
    Map<String, Object> options,
    String requestedBy) {

  RunOrder {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  static RunOrder scoring(
      RunId runId,
      Campaign campaign,
      @Nullable ModelVersion model,
      Map<String, Object> options,
      String requestedBy) {
    return new RunOrder(
        runId,
        RunKind.PREDICTION,
        campaign.id(),
        campaign.revision(),
        null,
        model,
        options,
        requestedBy);
  }

  static RunOrder training(
      RunId runId, String pipeline, Map<String, Object> options, String requestedBy) {
    return new RunOrder(runId, RunKind.TRAINING, null, null, pipeline, null, options, requestedBy);
  }
}
