package io.propensity.api.run.launch;

import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a run, as it is to be started.
 *
 * @param pipeline that is trained; null where a campaign is scored
 * @param arguments of the job. Where pipelines, environment file and service are is for the
 *     launcher to say
 * @param request that asked for it: the job's process and its log name it
 */
public record Job(
    RunId run,
    int attempt,
    RunKind kind,
    @Nullable String pipeline,
    List<String> arguments,
    Optional<String> request) {

  public Job {
    arguments = List.copyOf(arguments);
  }
}
