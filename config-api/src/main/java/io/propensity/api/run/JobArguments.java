package io.propensity.api.run;

import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The script that does a run, and its arguments. */
@Component
class JobArguments {

  private final JsonMapper json;
  private final Environment environment;

  JobArguments(JsonMapper json, Environment environment) {
    this.json = json;
    this.environment = environment;
  }

  List<String> of(Run run) {
    List<String> arguments = new ArrayList<>();
    if (run.kind() == RunKind.PREDICTION) {
      arguments.addAll(List.of("predict.sh", "--campaign-id=" + run.campaignId()));
      arguments.add("--config-api-url=" + ownAddress());
      arguments.addAll(settled(run));
    } else {
      arguments.addAll(List.of("train.sh", "pipelines/" + run.pipeline()));
    }
    arguments.add("--run-id=" + run.runId());
    if (run.kind() == RunKind.TRAINING) {
      arguments.add("--config-api-url=" + ownAddress());
    }
    arguments.addAll(RunOptions.arguments(run.kind(), json.valueToTree(run.options())));
    return arguments;
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

  /** Jobs of this machine reach the service where it listens. */
  private String ownAddress() {
    return "http://%s:%s"
        .formatted(
            environment.getProperty("server.address", "127.0.0.1"),
            environment.getProperty("local.server.port", "8080"));
  }
}
