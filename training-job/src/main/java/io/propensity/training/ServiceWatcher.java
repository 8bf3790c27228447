package io.propensity.training;

import io.propensity.environment.ConfigApi;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunNotice;
import io.propensity.report.StepProgress;
import io.propensity.run.RunId;
import io.propensity.run.UnavailableException;
import io.propensity.service.ServiceClient;
import io.propensity.service.ServiceRun;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The service, which shows the run and registers the version that it publishes. */
final class ServiceWatcher implements Watcher {

  private final ServiceClient service;
  private final ServiceRun run;

  ServiceWatcher(ConfigApi api, RunId id, RunNotice begun) {
    this.service = new ServiceClient(api);
    this.run = new ServiceRun(service, id, begun);
  }

  /** Does the run, and tells the service that it has begun, how far it is and how it ended. */
  void during(Function<Watcher, TrainingRun.Done> work) {
    run.begin();
    run.during(
        () -> {
          TrainingRun.Done done = work.apply(this);
          return new ServiceRun.Outcome(done.report(), done.page());
        });
  }

  @Override
  public void at(StepProgress progress) {
    run.at(progress);
  }

  /** A version that lies in the store is published, whether or not the registry hears of it. */
  @Override
  public Optional<String> published(ModelVersion version) {
    try {
      HttpResponse<byte[]> answer =
          service.send(
              "POST",
              "/models/%s/versions".formatted(version.name()),
              Json.write(Map.of("version", version.version())));
      return answer.statusCode() < 300
          ? Optional.empty()
          : Optional.of(unregistered(version, ServiceClient.reason(answer)));
    } catch (UnavailableException away) {
      return Optional.of(unregistered(version, String.valueOf(away.getMessage())));
    }
  }

  @Override
  public void found(String name, byte[] json) {
    run.found(name, json);
  }

  private String unregistered(ModelVersion version, String why) {
    return "Model %s is published, and not registered at %s: %s. POST /models/scan there finds it"
        .formatted(version, service.url(), why);
  }
}
