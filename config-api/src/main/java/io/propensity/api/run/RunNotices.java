package io.propensity.api.run;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.QueryParameters;
import io.propensity.api.web.StoredText;
import io.propensity.model.Names;
import io.propensity.report.RunNotice;
import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a job tells of its run; what a later release adds to it is passed over. */
@Component
class RunNotices {

  private final JsonMapper json;

  RunNotices(JsonMapper json) {
    this.json = json;
  }

  RunNotice read(@Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      throw ProblemException.badRequest("A notice of a run is a JSON object");
    }
    if (holdsWhatCannotBeKept(body)) {
      throw ProblemException.badRequest(
          "This notice of a run holds U+0000 or half a character, which cannot be kept");
    }
    try {
      return kept(json.treeToValue(body, RunNotice.class));
    } catch (JacksonException refused) {
      throw ProblemException.badRequest(broken(refused));
    }
  }

  private static RunNotice kept(RunNotice notice) {
    if (!QueryParameters.isKept(notice.startedAt())) {
      throw ProblemException.badRequest("started_at is no time at which a run can have started");
    }
    if (notice.pipeline() != null) {
      requireName(notice.pipeline());
    }
    return notice;
  }

  private static void requireName(String pipeline) {
    try {
      Names.require("Pipeline", pipeline);
    } catch (ContractException refused) {
      throw ProblemException.badRequest(String.valueOf(refused.getMessage()));
    }
  }

  private static boolean holdsWhatCannotBeKept(JsonNode node) {
    return node.isContainer()
        ? node.propertyNames().stream().anyMatch(name -> !StoredText.canBe(name))
            || node.valueStream().anyMatch(RunNotices::holdsWhatCannotBeKept)
        : node.isString() && !StoredText.canBe(node.stringValue());
  }

  private static String broken(JacksonException refused) {
    return Stream.iterate((Throwable) refused, cause -> cause != null, Throwable::getCause)
        .filter(JobException.class::isInstance)
        .findFirst()
        .map(contract -> String.valueOf(contract.getMessage()))
        .orElseGet(() -> "This is no notice of a run, at " + place(refused));
  }

  private static String place(JacksonException refused) {
    String path =
        refused.getPath().stream()
            .map(reference -> String.valueOf(reference.getPropertyName()))
            .reduce((first, second) -> first + "." + second)
            .orElse("");
    return path.isEmpty() ? "its top" : path;
  }
}
