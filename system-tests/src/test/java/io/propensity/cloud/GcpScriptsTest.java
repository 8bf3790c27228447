package io.propensity.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.cloud.GcpScript.Ended;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts for Google Cloud, against a gcloud that only says what it was asked. */
class GcpScriptsTest {

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("PROPENSITY_PROJECT", "marketing"),
          Map.entry("PROPENSITY_REGION", "europe-west3"),
          Map.entry("PROPENSITY_BUCKET", "bucket"),
          Map.entry("PROPENSITY_RELEASE", "0.1.0"),
          Map.entry("PROPENSITY_JOB_ACCOUNT", "jobs@marketing.iam.gserviceaccount.com"),
          Map.entry("PROPENSITY_SUBNETWORK", "jobs"),
          Map.entry("PROPENSITY_CONFIG_API_URL", "https://config-api.example.org"),
          Map.entry("PROPENSITY_CATALOG_URI", "jdbc:postgresql://db/warehouse"),
          Map.entry("PROPENSITY_CATALOG_USER", "catalog"),
          Map.entry("PROPENSITY_CATALOG_PASSWORD_URI", "gs://secrets/the catalog's password"),
          Map.entry("PROPENSITY_TOKEN_URI", "gs://secrets/job.token"));

  @TempDir private Path checkout;
  private GcpScript scripts = new GcpScript(Path.of(""));

  @BeforeEach
  void copyTheScripts() {
    scripts = GcpScript.in(checkout);
    for (String built :
        List.of(
            "predict-job/target/predict-job.jar",
            "training-job/target/training-job.jar",
            "spark-home/target/spark/jars/iceberg-spark-runtime-4.0_2.13-1.11.0.jar",
            "spark-home/target/spark/jars/postgresql-42.7.8.jar",
            "conf/gcp.yaml",
            "pipelines/telco-churn/pipeline.yaml")) {
      scripts.write(built, built);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "bucket", "package", "submit", "run-all"})
  void sayWhatTheyTake(String script) {
    Ended help = run(script, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("scripts/gcp/" + script + ".sh").doesNotContain("#", "source ");
    assertThat(help.err()).isEmpty();
    assertThat(run(script, "--colour").exitCode()).isEqualTo(64);
  }

  @Test
  void aDryRunShowsCallsThatGcloudDocumentsAndMakesNone() {
    Ended all = run("run-all", "telco-churn", "7", "8", "--dry-run");

    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.shown())
        .extracting(GcloudCall::command)
        .contains(
            "auth list",
            "services list",
            "storage buckets create",
            "storage rsync",
            "storage cp",
            "dataproc batches submit spark",
            "dataproc batches wait");
    assertThat(all.shown()).allSatisfy(call -> assertThat(call.faults()).isEmpty());
    assertThat(all.out())
        .contains("PROPENSITY_CATALOG_PASSWORD_FILE: 'gs://secrets/the catalog''s password'");
    assertThat(scripts.asked()).isEmpty();
  }

  @Test
  void whatTheyCallIsDocumentedToo() {
    nothingIsThere();
    for (String script : List.of("check", "bucket", "package")) {
      run(script);
    }
    run("submit", "predict", "7");
    scripts.answer("buckets describe", 0, "EUROPE-WEST3");
    run("bucket");

    assertThat(scripts.calls())
        .extracting(GcloudCall::command)
        .contains("storage buckets create", "storage buckets update", "storage cp");
    assertThat(scripts.calls()).allSatisfy(call -> assertThat(call.faults()).isEmpty());
  }

  @Test
  void aWrongFlagWouldBeFound() {
    assertThat(GcloudCall.shown("+ gcloud storage cp a b --recursive=yes --colour").faults())
        .containsExactly(
            "gcloud storage cp: --recursive=yes is a switch", "gcloud storage cp has no --colour");
    assertThat(GcloudCall.shown("+ gcloud storage mb gs://b").faults())
        .containsExactly("gcloud has no command 'storage mb gs://b'");
  }

  @ParameterizedTest
  @CsvSource({
    "check, PROPENSITY_PROJECT",
    "check, PROPENSITY_REGION",
    "bucket, PROPENSITY_BUCKET",
    "package, PROPENSITY_RELEASE",
    "submit, PROPENSITY_JOB_ACCOUNT",
    "submit, PROPENSITY_CATALOG_PASSWORD_URI"
  })
  void nameTheVariableThatIsNotSet(String script, String variable) {
    Map<String, String> fewer = new HashMap<>(VARIABLES);
    fewer.remove(variable);

    Ended refused = scripts.run(fewer, "scripts/gcp/" + script + ".sh", arguments(script));

    assertThat(refused.exitCode()).isEqualTo(78);
    assertThat(refused.err()).startsWith(script + ".sh: " + variable + " is not set: it is ");
    assertThat(scripts.asked()).isEmpty();
  }

  @Test
  void theCheckSaysWhichServicesAreOff() {
    scripts.answer("auth list", 0, "ana@example.org");
    scripts.answer("services list", 0, "dataproc.googleapis.com\nstorage.googleapis.com");

    Ended refused = run("check");

    assertThat(refused.exitCode()).isEqualTo(78);
    assertThat(refused.err())
        .startsWith("check.sh: services are off: run gcloud services enable ")
        .contains("workflows.googleapis.com")
        .doesNotContain("dataproc.googleapis.com");

    scripts.answer("auth list", 0, "");
    assertThat(run("check").err())
        .isEqualTo("check.sh: nobody is logged in: run gcloud auth login\n");
  }

  @Test
  void aBucketThatIsThereIsBroughtToTheSameSettings() {
    scripts.answer("--format=value(location)", 0, "EUROPE-WEST3");
    scripts.answer("--format=value(public_access_prevention)", 0, "enforced");

    Ended made = run("bucket");

    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(scripts.asked())
        .anyMatch(call -> call.contains("buckets update gs://bucket --uniform-bucket-level-access"))
        .noneMatch(call -> call.contains("buckets create"));

    scripts.answer("--format=value(public_access_prevention)", 0, "inherited");
    assertThat(run("bucket").exitCode()).isEqualTo(78);
    scripts.answer("--format=value(location)", 0, "US");
    assertThat(run("bucket").err()).contains("gs://bucket lies in US, and PROPENSITY_REGION is");
  }

  @Test
  void aReleaseIsUploadedOnceAndNeverChanged() {
    scripts.answer("storage cat", 1, "");

    Ended uploaded = run("package");

    assertThat(uploaded.exitCode()).as(uploaded.err()).isZero();
    assertThat(uploaded.out()).isEqualTo("gs://bucket/releases/0.1.0: 6 files\n");
    assertThat(scripts.asked())
        .last()
        .asString()
        .endsWith("gs://bucket/releases/0.1.0/SHA256SUMS --if-generation-match=0");

    scripts.answer("storage cat", 0, "0000  ./predict-job.jar");
    Ended other = run("package");
    assertThat(other.exitCode()).isEqualTo(65);
    assertThat(other.err())
        .contains("is there with other files: choose another PROPENSITY_RELEASE");
  }

  @Test
  void aJobIsSubmittedOnceUnderItsRunIdAndAttempt() {
    scripts.answer("batches describe", 1, "");

    run("submit", "predict", "7", "--run-id", "r-20261126-c7", "--", "--explain", "100");

    assertThat(scripts.asked())
        .filteredOn(call -> call.contains("batches submit"))
        .singleElement()
        .asString()
        .contains("--batch=r-20261126-c7-1", "--files=gs://secrets/job.token")
        .endsWith(
            "-- --campaign-id 7 --run-id r-20261126-c7"
                + " --env gs://bucket/releases/0.1.0/conf/gcp.yaml --explain 100");
  }

  @ParameterizedTest
  @CsvSource({"SUCCEEDED, 0", "FAILED, 70", "CANCELLED, 75", "RUNNING, 75"})
  void aSubmissionEndsAsTheBatchDoes(String state, int exitCode) {
    scripts.answer("batches describe", 1, "");
    scripts.answerLater("batches describe r-a-1", state);

    Ended ended = run("submit", "train", "telco-churn", "--run-id", "r-a");

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
    assertThat(scripts.asked()).anyMatch(call -> call.contains("batches wait r-a-1"));
  }

  @Test
  void aBatchThatIsThereIsAttachedTo() {
    scripts.answer("batches describe r-a-1", 0, "SUCCEEDED");

    Ended ended = run("submit", "predict", "7", "--run-id", "r-a");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.out()).isEqualTo("Run r-a is done (batch r-a-1)\n");
    assertThat(scripts.asked()).noneMatch(call -> call.contains("submit"));
  }

  @Test
  void afterAFailureTheNextNumberIsTaken() {
    scripts.answer("batches describe r-a-1", 0, "FAILED");
    scripts.answer("batches describe r-a-2", 0, "CANCELLED");
    scripts.answer("batches describe r-a-3", 1, "");
    scripts.answerLater("batches describe r-a-3", "SUCCEEDED");

    Ended ended = run("submit", "predict", "7", "--run-id", "r-a");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(scripts.asked()).anyMatch(call -> call.contains("submit spark --batch=r-a-3"));
  }

  @ParameterizedTest
  @CsvSource({
    "predict, seven, which campaign",
    "train, Telco, which pipeline",
    "score, 7, predict or train"
  })
  void refuseWhatIsNoJob(String kind, String target, String message) {
    Ended refused = run("submit", kind, target);

    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err()).contains(message);
    assertThat(scripts.asked()).isEmpty();
  }

  private void nothingIsThere() {
    scripts.answer("auth list", 0, "ana@example.org");
    scripts.answer("describe", 1, "");
    scripts.answer("storage cat", 1, "");
  }

  private static String[] arguments(String script) {
    return script.equals("submit") ? new String[] {"predict", "7"} : new String[0];
  }

  private Ended run(String script, String... arguments) {
    return scripts.run(VARIABLES, "scripts/gcp/" + script + ".sh", arguments);
  }
}
