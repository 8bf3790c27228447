package io.propensity.api.run;

import io.propensity.api.run.launch.Job;
import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The job that does a run, and its arguments. */
@Component
class JobArguments {

  private final JsonMapper json;

  JobArguments(JsonMapper json) {
    this.json = json;
  }

  Job of(Run run, Optional<String> request) {
    List<String> arguments = new ArrayList<>();
    if (run.kind() == RunKind.PREDICTION) {
      arguments.add("--campaign-id=" + run.campaignId());
      arguments.addAll(settled(run));
    }
    arguments.add("--run-id=" + run.runId());
    arguments.addAll(RunOptions.arguments(run.kind(), json.valueToTree(run.options())));
    return new Job(run.runId(), run.attempt(), run.kind(), run.pipeline(), arguments, request);
  }

  /** What the run row says is scored, whatever becomes of the campaign and its alias meanwhile. */
  private static List<String> settled(Run run) {
    List<String> arguments = new ArrayList<>();
    if (run.campaignRevision() != null) {
      arguments.add("--campaign-revision=" + run.campaignRevision());
    }
    if (run.model() != null) {
      arguments.add("--model=" + run.model().modelVersion());
    }
    return arguments;
  }
}
