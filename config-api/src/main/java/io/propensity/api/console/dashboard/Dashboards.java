package io.propensity.api.console.dashboard;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.document.RunDocuments;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds what the runs of a pipeline exported for dashboards. */
@Component
public class Dashboards {

  private static final List<String> NEEDED =
      Shop.NEEDED.stream().map(RunDocuments.DASHBOARD::concat).toList();

  private final RunDocuments documents;
  private final JsonMapper json;

  Dashboards(RunDocuments documents, JsonMapper json) {
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
    return new Exported(run, new Shop(name -> export(run, name)));
  }

  private Export export(RunId run, String name) {
    return documents
        .text(run, RunDocuments.DASHBOARD + name)
        .map(text -> Export.of(json.readTree(text)))
        .orElse(Export.NONE);
  }

  private Optional<RunId> latest(String pipeline) {
    return documents.latestTraining(pipeline, NEEDED);
  }
}
