package io.propensity.training;

import com.fasterxml.jackson.databind.util.RawValue;
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
import java.util.function.Supplier;

/** The service, which shows the run and registers the version that it publishes. */
final class ServiceWatcher implements Watcher {

  private static final int TOO_LARGE = 413;

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

  /**
   * A version that lies in the store is published, whether or not the registry hears of it. The
   * manifest goes along, for a service that cannot read the store; one that can does without where
   * it is too large for a request.
   */
  @Override
  public Optional<String> published(ModelVersion version, Supplier<String> manifest) {
    try {
      HttpResponse<byte[]> answer =
          register(
              version,
              Map.of("version", version.version(), "manifest", new RawValue(manifest.get())));
      if (answer.statusCode() == TOO_LARGE) {
        answer = register(version, Map.of("version", version.version()));
      }
      return answer.statusCode() < 300
          ? Optional.empty()
          : Optional.of(unregistered(version, ServiceClient.reason(answer)));
    } catch (UnavailableException away) {
      return Optional.of(unregistered(version, String.valueOf(away.getMessage())));
    }
  }

  private HttpResponse<byte[]> register(ModelVersion version, Map<String, Object> body) {
    return service.send("POST", "/models/%s/versions".formatted(version.name()), Json.write(body));
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
