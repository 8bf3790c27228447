package io.propensity.api.run;

import io.propensity.api.problem.ProblemException;
import io.propensity.report.RunNotice;
import io.propensity.run.JobException;
import java.util.stream.Stream;
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

  RunNotice read(JsonNode body) {
    try {
      return json.treeToValue(body, RunNotice.class);
    } catch (JacksonException refused) {
      throw ProblemException.badRequest(broken(refused));
    }
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
