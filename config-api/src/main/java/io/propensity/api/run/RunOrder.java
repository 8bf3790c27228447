package io.propensity.api.run;

import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody asks for.
 *
 * @param options of the job, by their names in the API, checked
 */
record RunOrder(
    RunId runId,
    RunKind kind,
    @Nullable Long campaignId,
    @Nullable Integer campaignRevision,
    @Nullable String pipeline,
    Map<String, Object> options,
    String requestedBy) {

  RunOrder {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
