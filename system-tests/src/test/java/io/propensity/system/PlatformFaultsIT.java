package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("heavy")
class PlatformFaultsIT {

  private static final String SMALL = "--set=sources.raw.options.rows=2000";
  private static final String QUICK = "--set=algorithm.params.iterations=20";

  @TempDir private Path directory;

  @Test
  void twoTrainersAtOncePublishTwoVersions() throws IOException {
    World shared = World.at(directory);
    try (RunningProcess one = shared.startTraining("campaign-response", SMALL, QUICK, seed(1));
        RunningProcess two = shared.startTraining("campaign-response", SMALL, QUICK, seed(2))) {
      Ended first = one.end();
      Ended second = two.end();
      assertThat(first.exitCode()).as(first.err()).isZero();
      assertThat(second.exitCode()).as(second.err()).isZero();
    }
    assertThat(shared.versions("campaign-response")).containsExactly("1", "2");
  }

  /** Trainers of one recipe may share a candidate, and its version. */
  private static String seed(int seed) {
    return "--set=algorithm.params.random_seed=" + seed;
  }

  @Test
  void aTrainerThatIsKilledPublishesNothing() throws IOException {
    World own = World.at(directory);
    try (RunningProcess trainer =
        own.startTraining(
            "campaign-response",
            SMALL,
            "--set=algorithm.params.iterations=100000",
            "--set=algorithm.params.od_wait=100000")) {
      trainer.awaitOutput("of 100000,");
      trainer.killAll();
    }
    assertThat(own.versions("campaign-response")).isEmpty();
  }

  @Test
  void killingTheServiceLosesNothingThatWasAnsweredAndTheNextStartWorksAtOnce() {
    Path data = directory.resolve("data-killed");
    long id;
    try (ConfigApiProcess api = ConfigApiProcess.start(data)) {
      id = api.store("models/campaign-response/1", "TRUE", PlatformIT.FEATURES, PlatformIT.USERS);
      api.process().kill();
    }
    try (ConfigApiProcess api = ConfigApiProcess.start(data)) {
      HttpResponse<String> found =
          api.send(HttpRequest.newBuilder(URI.create(api.url() + "/campaigns/" + id)));
      assertThat(found.statusCode()).isEqualTo(200);
      assertThat(found.body()).contains("\"audience_filter\":\"TRUE\"");
    }
  }
}
