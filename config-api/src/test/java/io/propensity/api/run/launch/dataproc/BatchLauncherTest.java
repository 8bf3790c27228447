package io.propensity.api.run.launch.dataproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.dataproc.v1.Batch;
import io.grpc.Status;
import io.propensity.api.MutableClock;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.Sighting;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchLauncherTest {

  private static final RunId RUN = new RunId("r-20261126-093000-000-abcdef");

  private final MutableClock clock = new MutableClock("2026-11-26T09:30:00Z");
  private final FakeDataproc dataproc = new FakeDataproc();
  private final BatchLauncher launcher = launcher();

  @AfterEach
  void close() {
    launcher.close();
    dataproc.close();
  }

  @Test
  void makesOneBatchARunOfTheFileAndTheRunsArguments() {
    Handle handle = begin(job(1));

    Batch made = dataproc.batch(RUN.value()).orElseThrow();
    assertThat(handle)
        .isEqualTo(
            new Handle.Named(
                RUN.value(), made.getLabelsOrThrow("propensity-launch"), made.getUuid()));
    assertThat(made.getLabelsMap())
        .containsEntry("app", "propensity")
        .containsEntry("propensity-run", RUN.value())
        .containsEntry("propensity-attempt", "1")
        .containsEntry("propensity-kind", "prediction");
    assertThat(made.getSparkBatch().getMainClass())
        .isEqualTo("io.propensity.prediction.PredictionJob");
    assertThat(made.getSparkBatch().getArgsList())
        .containsExactly(
            "--env",
            "gs://acme/releases/1/conf/gcp.yaml",
            "--campaign-id=7",
            "--run-id=" + RUN,
            "--limit=10");
    assertThat(made.getRuntimeConfig().getPropertiesMap())
        .containsEntry("spark.dataproc.driverEnv.PROPENSITY_REQUEST_ID", "nightly.7")
        .containsEntry("spark.dataproc.driverEnv.PROPENSITY_TOKEN_FILE", "gs://acme/token");
    assertThat(made.getEnvironmentConfig().getExecutionConfig().getServiceAccount())
        .isEqualTo("jobs@acme.iam");
  }

  @Test
  void trainsThePipelineThatIsAskedFor() {
    begin(
        new Job(
            RUN, 1, RunKind.TRAINING, "telco-churn", List.of("--run-id=" + RUN), Optional.empty()));

    assertThat(dataproc.batch(RUN.value()).orElseThrow().getSparkBatch().getArgsList())
        .containsExactly(
            "--env",
            "gs://acme/releases/1/conf/gcp.yaml",
            "--pipeline=gs://acme/releases/1/pipelines/telco-churn",
            "--register",
            "--run-id=" + RUN);
  }

  @Test
  void makesNothingBeforeItsWord() {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    prepared.leave();

    assertThat(dataproc.batch(RUN.value())).isEmpty();
    assertThat(launcher.look(RUN, 1, prepared.handle())).isEqualTo(new Sighting.NotBegun());
  }

  @Test
  void followsALongBatchToItsEnd() {
    Handle handle = begin(job(1));
    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Alive());
    dataproc.says(RUN.value(), Batch.State.RUNNING, "");
    for (int hour = 0; hour < 30; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Alive());
    }
    dataproc.says(RUN.value(), Batch.State.SUCCEEDED, "");
    assertThat(later(handle)).isEqualTo(new Sighting.Ended(0));
  }

  @Test
  void tellsWhatDataprocSaysOfAFailure() {
    Handle handle = begin(job(1));
    dataproc.says(RUN.value(), Batch.State.FAILED, "Insufficient 'CPUS' quota.");

    assertThat(later(handle))
        .isEqualTo(new Sighting.Gone("The batch failed: Insufficient 'CPUS' quota."));
  }

  @Test
  void saysWhereTheLogIs() {
    begin(job(2));
    dataproc.says(RUN.value(), Batch.State.RUNNING, "");

    assertThat(launcher.log(RUN, 2, 50))
        .containsExactly(
            "The batch is RUNNING",
            "Its driver writes to gs://staging/" + RUN,
            "Its logs are shown at https://console.cloud.google.com/dataproc/batches/europe-west1/%s?project=acme-propensity"
                .formatted(RUN));
    assertThat(launcher.log(RUN, 1, 50)).as("of another attempt").isEmpty();
  }

  @Test
  void cancelsTheOperationOfABatch() {
    Handle handle = begin(job(1));

    launcher.stop(handle);
    assertThat(dataproc.batch(RUN.value()).orElseThrow().getState())
        .isEqualTo(Batch.State.CANCELLING);
    assertThat(later(handle)).isEqualTo(new Sighting.Alive());
    dataproc.says(RUN.value(), Batch.State.CANCELLED, "");
    assertThat(later(handle)).isInstanceOf(Sighting.Gone.class);
    launcher.stop(handle);
  }

  @Test
  void findsABatchAgainAfterARestart() {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    Handle written = prepared.handle();
    Handle known = prepared.go();

    try (BatchLauncher other = launcher()) {
      assertThat(other.look(RUN, 1, written)).isEqualTo(new Sighting.Alive());
      dataproc.says(RUN.value(), Batch.State.SUCCEEDED, "");
      clock.advance(Duration.ofMinutes(1));
      assertThat(other.look(RUN, 1, known)).isEqualTo(new Sighting.Ended(0));
    }
  }

  @Test
  void takesTheBatchOfTheSameAttemptForTheSameRun() {
    Handle first = begin(job(1));

    assertThat(begin(job(1))).isEqualTo(first);
  }

  @Test
  void leavesABatchAloneThatNoRunMade() {
    dataproc.put(RUN.value(), Map.of("team", "other"));

    assertThatThrownBy(() -> launcher.prepare(job(1)))
        .isInstanceOf(LaunchException.class)
        .hasMessage(
            "There is a batch %s in project acme-propensity, region europe-west1 that this run did not make: delete it, or choose another run_id"
                .formatted(RUN));
  }

  @Test
  void makesAnewWhatIsTriedAgainOnceTheAttemptBeforeIsOver() {
    begin(job(1));
    assertThatThrownBy(() -> launcher.prepare(job(2)))
        .isInstanceOf(NotNowException.class)
        .hasMessage("its attempt before is being ended");
    dataproc.says(RUN.value(), Batch.State.CANCELLED, "");

    Handle second = begin(job(2));

    assertThat(launcher.look(RUN, 2, second)).isEqualTo(new Sighting.Alive());
    assertThat(dataproc.batch(RUN.value()).orElseThrow().getLabelsMap())
        .containsEntry("propensity-attempt", "2");
  }

  @Test
  void tellsALostBatchAsLost() {
    Handle handle = begin(job(1));
    dataproc.remove(RUN.value());

    assertThat(launcher.look(RUN, 1, handle))
        .isInstanceOfSatisfying(
            Sighting.Gone.class, gone -> assertThat(gone.why()).contains("somebody deleted it"));
  }

  @Test
  void takesNoOtherBatchForItsOwnThatHasItsName() {
    Handle handle = begin(job(1));
    Map<String, String> labels = dataproc.batch(RUN.value()).orElseThrow().getLabelsMap();
    dataproc.put(RUN.value(), labels);

    assertThat(launcher.look(RUN, 1, handle)).isInstanceOf(Sighting.Gone.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"INVALID_ARGUMENT", "PERMISSION_DENIED", "FAILED_PRECONDITION", "NOT_FOUND"})
  void failsARunThatDataprocWillNotHave(Status.Code code) {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    dataproc.refuses("create", code.toStatus().withDescription("subnetwork is wrong"));

    assertThatThrownBy(prepared::go)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("Batch " + RUN)
        .hasMessageContaining("subnetwork is wrong");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL", "ABORTED"})
  void waitsWhenAQuotaIsUsedUpOrDataprocIsAway(Status.Code code) {
    Launcher.Prepared prepared = launcher.prepare(job(1));
    dataproc.refuses("create", code.toStatus().withDescription("later"));

    assertThatThrownBy(prepared::go)
        .isInstanceOf(NotNowException.class)
        .hasMessageContaining("later");
    assertThat(launcher.answers()).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(launcher.look(RUN, 1, prepared.handle())).isEqualTo(new Sighting.NotBegun());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"PERMISSION_DENIED", "UNAUTHENTICATED", "UNAVAILABLE", "RESOURCE_EXHAUSTED"})
  void takesNoRefusalToLookForTheEndOfARun(Status.Code code) {
    Handle handle = begin(job(1));
    dataproc.refuses("get", code.toStatus());

    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Unknown());
    assertThat(later(handle)).isEqualTo(new Sighting.Alive());
  }

  @Test
  void waitsForAServerThatIsAway() {
    Handle handle = begin(job(1));
    dataproc.stop();

    assertThat(launcher.look(RUN, 1, handle)).isEqualTo(new Sighting.Unknown());
    assertThatThrownBy(() -> launcher.prepare(job(2))).isInstanceOf(NotNowException.class);
    assertThatThrownBy(() -> launcher.stop(handle)).isInstanceOf(NotNowException.class);
  }

  @Test
  void refusesNamesThatAreNone() {
    for (String name : List.of("r-a", "r-ends-with-")) {
      assertThatThrownBy(
              () ->
                  launcher.prepare(
                      new Job(
                          new RunId(name),
                          1,
                          RunKind.PREDICTION,
                          null,
                          List.of(),
                          Optional.empty())))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("cannot name a batch");
    }
  }

  private Sighting later(Handle handle) {
    clock.advance(Duration.ofMinutes(1));
    return launcher.look(RUN, 1, handle);
  }

  private Handle begin(Job job) {
    return launcher.prepare(job).go();
  }

  private BatchLauncher launcher() {
    return new BatchLauncher(
        dataproc.batches(),
        template("prediction", RunKind.PREDICTION),
        template("training", RunKind.TRAINING),
        4,
        DataprocFactory.looks(clock));
  }

  private static BatchTemplate template(String name, RunKind kind) {
    return BatchTemplate.read(
        Path.of("../conf/dataproc/%s-batch.yaml".formatted(name)),
        kind,
        BatchTemplateTest.VARIABLES);
  }

  private static Job job(int attempt) {
    return new Job(
        RUN,
        attempt,
        RunKind.PREDICTION,
        null,
        List.of("--campaign-id=7", "--run-id=" + RUN, "--limit=10"),
        Optional.of("nightly.7"));
  }
}
