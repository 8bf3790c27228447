package io.propensity.api.run;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    if (!(body instanceof ObjectNode object)) {
      throw ProblemException.badRequest("A JSON object is wanted as the body, or none");
    }
    List<InvalidField> errors = new ArrayList<>();
    for (String name : object.propertyNames()) {
      if (!FIELDS.contains(name)) {
        errors.add(
            new InvalidField(
                name, "is not a field of a run that is asked for; they are run_id, options"));
      }
    }
    RunId id = object.has("run_id") ? id(object.get("run_id"), errors) : RunId.next(now);
    JsonNode options = object.path("options");
    Map<String, Object> read = Map.of();
    if (options.isObject()) {
      read = RunOptions.read(kind, options, errors);
    } else if (!options.isMissingNode()) {
      errors.add(new InvalidField("options", "must be an object"));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
    return new Asked(id == null ? RunId.next(now) : id, read);
  }

  private static @Nullable RunId id(JsonNode value, List<InvalidField> errors) {
    try {
      return new RunId(value.asString(""));
    } catch (UsageException refused) {
      errors.add(
          new InvalidField(
              "run_id", "must be of the form r-[a-z0-9-]{1,60}, e.g. r-20261120-nightly"));
      return null;
    }
  }
}
