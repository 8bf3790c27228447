package io.propensity.api.console.dashboard;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.Run;
import io.propensity.api.run.RunQuery;
import io.propensity.api.run.RunService;
import io.propensity.api.run.RunStatus;
import io.propensity.api.run.document.RunDocument;
import io.propensity.api.run.document.RunDocuments;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds what the runs of a pipeline exported for dashboards. */
@Component
public class Dashboards {

  private static final int LOOKED_AT = 20;

  private final RunService runs;
  private final RunDocuments documents;
  private final JsonMapper json;

  Dashboards(RunService runs, RunDocuments documents, JsonMapper json) {
    this.runs = runs;
    this.documents = documents;
    this.json = json;
  }

  /** What a run exported. */
  record Exported(RunId run, Shop shop) {}

  /** Whether a pipeline has dashboards. */
  public boolean has(String pipeline) {
    return latest(pipeline).isPresent();
  }

  /**
   * Of the latest successful run that exported what they need.
   *
   * @throws ProblemException when there is none
   */
  Exported of(String pipeline) {
    RunId run =
        latest(pipeline)
            .orElseThrow(
                () ->
                    ProblemException.notFound(
                        "No run of pipeline '%s' has told this service of the exports %s: train it with all steps, and with --config-api-url where it is started by hand"
                            .formatted(pipeline, Shop.NEEDED)));
    Map<String, Export> exports = new LinkedHashMap<>();
    for (String name : names(run)) {
      documents
          .text(run, RunDocuments.DASHBOARD + name)
          .ifPresent(text -> exports.put(name, Export.of(json.readTree(text))));
    }
    return new Exported(run, new Shop(exports));
  }

  private Optional<RunId> latest(String pipeline) {
    RunQuery query =
        new RunQuery(
            null, pipeline, RunKind.TRAINING, null, RunStatus.SUCCEEDED, null, null, LOOKED_AT);
    return runs.list(query).stream()
        .limit(LOOKED_AT)
        .map(Run::runId)
        .filter(run -> names(run).containsAll(Shop.NEEDED))
        .findFirst();
  }

  private List<String> names(RunId run) {
    return documents.list(run).stream()
        .map(RunDocument::name)
        .filter(name -> name.startsWith(RunDocuments.DASHBOARD))
        .map(name -> name.substring(RunDocuments.DASHBOARD.length()))
        .toList();
  }
}
