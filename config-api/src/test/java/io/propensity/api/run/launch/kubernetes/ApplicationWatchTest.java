package io.propensity.api.run.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.propensity.api.Await;
import io.propensity.api.MutableClock;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.api.run.launch.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LISTED =
      FakeOperator.APPLICATIONS
          + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dpropensity-config-api&resourceVersion=0";

  private final FakeOperator operator = new FakeOperator();
  private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private final ApplicationWatch watch =
      new ApplicationWatch(operator.cluster(), SparkOperatorLauncher.MARKS);

  @AfterEach
  void close() {
    watch.close();
    operator.close();
  }

  @Test
  void tellsWhoseObjectWasMadeChangedOrRemoved() throws InterruptedException {
    begin();
    Await.until("it watches", watch::isWatching);

    make("r-1", "word-1");
    assertThat(next()).isEqualTo("word-1");
    operator.says("r-1", "RUNNING", "");
    assertThat(next()).isEqualTo("word-1");
    operator.remove("r-1");
    assertThat(next()).isEqualTo("word-1");
  }

  @Test
  void tellsNothingOfObjectsThatTheServiceDidNotMake() throws InterruptedException {
    begin();
    Await.until("it watches", watch::isWatching);

    operator.put(
        FakeOperator.object(
            "SparkApplication", "by-hand", Map.of("propensity.io/launch", "by-hand")));
    make("r-1", "word-1");

    assertThat(next()).isEqualTo("word-1");
    assertThat(changed).isEmpty();
  }

  /** A service that starts finds what there is: all of it is to be asked for. */
  @Test
  void tellsOfWhatIsThereWhenItBegins() throws InterruptedException {
    make("r-1", "word-1");

    begin();

    assertThat(next()).isEqualTo("word-1");
  }

  @Test
  void hasARunAskedForWhenItChangesAndRarelyOtherwise() throws InterruptedException {
    MutableClock clock = new MutableClock("2026-11-26T09:30:00Z");
    PacedLooks looks = new PacedLooks(clock, watch::pace, Duration.ofSeconds(5));
    watch.begin(
        key -> {
          looks.changed(key);
          changed.add(key);
        });
    Await.until("it watches", watch::isWatching);
    make("r-1", "word-1");
    assertThat(next()).isEqualTo("word-1");

    looks.look("word-1", Sighting.Alive::new);
    clock.advance(ApplicationWatch.RESYNC.minusSeconds(1));
    assertThat(looks.look("word-1", () -> new Sighting.Ended(0))).isEqualTo(new Sighting.Alive());
    operator.says("r-1", "COMPLETED", "");
    assertThat(next()).isEqualTo("word-1");

    assertThat(looks.look("word-1", () -> new Sighting.Ended(0))).isEqualTo(new Sighting.Ended(0));
  }

  @Test
  void hasRunsPolledWhileItIsRefused() throws InterruptedException {
    operator
        .server()
        .expect()
        .get()
        .withPath(LISTED)
        .andReturn(
            403,
            new StatusBuilder()
                .withStatus("Failure")
                .withCode(403)
                .withMessage("sparkapplications is forbidden")
                .build())
        .times(1);
    begin();

    assertThat(watch.pace()).isEqualTo(ApplicationWatch.POLL);
    Await.until("it watches", watch::isWatching); // it tried again
    assertThat(watch.pace()).isEqualTo(ApplicationWatch.RESYNC);
  }

  @Test
  void hasRunsPolledOnceTheServerIsGone() throws InterruptedException {
    begin();
    Await.until("it watches", watch::isWatching);

    operator.stop();

    Await.until("it watches no more", () -> !watch.isWatching());
    assertThat(watch.pace()).isEqualTo(ApplicationWatch.POLL);
  }

  private void begin() {
    watch.begin(changed::add);
  }

  private void make(String name, String launch) {
    operator.put(
        FakeOperator.object(
            "SparkApplication",
            name,
            Map.of(
                "app.kubernetes.io/managed-by",
                "propensity-config-api",
                "propensity.io/launch",
                launch)));
  }

  private String next() throws InterruptedException {
    return String.valueOf(changed.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }
}
