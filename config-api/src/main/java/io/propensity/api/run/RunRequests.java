package io.propensity.api.run;

import io.propensity.api.web.Fields;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what clients send about runs, and tells everything that is wrong at once. */
final class RunRequests {

  private static final List<String> FIELDS = List.of("run_id", "options");

  private RunRequests() {}

  /**
   * What was asked for.
   *
   * @param runId the client's, or a new one
   */
  record Asked(RunId runId, Map<String, Object> options) {}

  static Asked read(@Nullable JsonNode body, RunKind kind, Instant now) {
    if (body == null) {
      return new Asked(RunId.next(now), Map.of());
    }
    Fields fields =
        Fields.of(
            body, FIELDS, "is not a field of a run that is asked for; they are run_id, options");
    RunId id = id(fields, now);
    Map<String, Object> options = options(fields, kind);
    fields.requireNone();
    return new Asked(id, options);
  }

  private static RunId id(Fields fields, Instant now) {
    if (fields.has("run_id")) {
      try {
        return new RunId(fields.asText("run_id"));
      } catch (UsageException refused) {
        fields.wrong("run_id", "must be of the form r-[a-z0-9-]{1,60}, e.g. r-20261120-nightly");
      }
    }
    return RunId.next(now);
  }

  private static Map<String, Object> options(Fields fields, RunKind kind) {
    if (!fields.has("options")) {
      return Map.of();
    }
    JsonNode options = fields.present("options");
    if (options != null && options.isObject()) {
      return RunOptions.read(kind, options, fields.errors());
    }
    fields.wrong("options", "must be an object");
    return Map.of();
  }
}
