package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.BatchControllerClient;
import com.google.cloud.dataproc.v1.BatchControllerSettings;
import io.propensity.api.LauncherSettings;
import io.propensity.api.PropensitySettings;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.LauncherFactory;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.environment.DataprocLauncher;
import io.propensity.report.RunKind;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes the launcher of a project and region, with Google's default credentials. */
@Component
class DataprocFactory implements LauncherFactory {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PACE = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(10);

  private final LauncherSettings settings;
  private final Clock clock;

  DataprocFactory(PropensitySettings settings, Clock clock) {
    this.settings = settings.launcher();
    this.clock = clock;
  }

  @Override
  public LauncherSettings.Type type() {
    return LauncherSettings.Type.DATAPROC;
  }

  @Override
  public Launcher create() {
    DataprocLauncher ours = Objects.requireNonNull(settings.dataproc());
    BatchTemplate prediction = template(ours.prediction(), RunKind.PREDICTION);
    BatchTemplate training = template(ours.training(), RunKind.TRAINING);
    try {
      BatchControllerSettings.Builder client =
          BatchControllerSettings.newBuilder()
              .setEndpoint(ours.region() + "-dataproc.googleapis.com:443");
      Batches batches = new Batches(client(client), ours.project(), ours.region());
      return new BatchLauncher(batches, prediction, training, settings.concurrency(), looks(clock));
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Google's API cannot be asked: %s. Give the service an account, or set GOOGLE_APPLICATION_CREDENTIALS"
              .formatted(failure.getMessage()),
          failure);
    }
  }

  /** Each question is asked once, and soon given up: the supervisor asks again. */
  static BatchControllerClient client(BatchControllerSettings.Builder settings) throws IOException {
    settings.getBatchSettings().setSimpleTimeoutNoRetriesDuration(ANSWER);
    settings.createBatchSettings().setSimpleTimeoutNoRetriesDuration(ANSWER);
    settings.deleteBatchSettings().setSimpleTimeoutNoRetriesDuration(ANSWER);
    return BatchControllerClient.create(settings.build());
  }

  static PacedLooks looks(Clock clock) {
    return new PacedLooks(clock, () -> PACE, REST);
  }

  private BatchTemplate template(String file, RunKind kind) {
    Path path = settings.directory().resolve(file);
    return BatchTemplate.read(path, kind, Map.copyOf(System.getenv()));
  }
}
