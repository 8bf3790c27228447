package io.propensity.store;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.propensity.artifact.ArtifactStore;
import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.NotFoundException;
import io.propensity.test.Campaigns;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds on every object store. One training serves all tests of a store. */
@Tag("heavy")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ObjectStoreTests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StoreWorld world;
  private Manifest manifest;
  private Campaign campaign;

  ObjectStoreTests() {}

  /** The store, empty. */
  abstract ObjectStore open(java.nio.file.Path home) throws IOException, InterruptedException;

  @BeforeAll
  void trainAPipelineInTheStore(@TempDir java.nio.file.Path home)
      throws IOException, InterruptedException {
    world = StoreWorld.of(home, open(home));
    assertThat(world.train("--run-id=r-first")).isEqualTo("0: ");
    tell("a training");
    manifest = store().open(new ModelVersion(StoreWorld.PIPELINE, 1)).manifest();
    campaign = Campaigns.of(manifest);
  }

  @AfterEach
  void heal() {
    world.store().proxy().heal();
  }

  @AfterAll
  void stop() throws Exception {
    FileSystem.closeAll();
    world.service().close();
    world.store().close();
  }

  StoreWorld world() {
    return world;
  }

  @Test
  void aCampaignIsScoredPublishedOnceAndReadBack() throws IOException {
    world.store().proxy().forget();
    assertThat(world.predict("r-whole", campaign)).isEqualTo("0: ");
    tell("a scoring");
    long scored = requirePublished("r-whole");
    assertThat(scored).isGreaterThan(1000);

    assertThat(world.predict("r-whole", campaign)).isEqualTo("0: ");
    assertThat(requirePublished("r-whole")).isEqualTo(scored);
    assertThat(listed("output/campaign-1")).noneMatch(name -> name.startsWith("_staging"));
  }

  @Test
  void twoTrainersAtOncePublishTwoVersions() throws Exception {
    java.nio.file.Path files = Files.createDirectories(world.home().resolve("artifact"));
    Files.writeString(files.resolve("model.cbm"), "a model");
    Predicate<StoreRequest> claim = request -> request.names("_claims/1");
    world.store().proxy().meet(2, world.store().kinds().upload().and(claim));
    Callable<Integer> trainer = () -> store().publish("contested", files, this::manifest).version();
    ExecutorService trainers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> published = trainers.invokeAll(List.of(trainer, trainer));
      assertThat(List.of(published.get(0).get(), published.get(1).get()))
          .containsExactlyInAnyOrder(1, 2);
    } finally {
      trainers.shutdownNow();
    }
    for (int version = 1; version <= 2; version++) {
      assertThat(store().open(new ModelVersion("contested", version)).read("model.cbm"))
          .asString()
          .isEqualTo("a model");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListingThatFailsPublishesNothing(Fault fault) throws IOException {
    requireNothingHalf(
        "r-listing", fault, world.store().kinds().listing().and(names("campaign-1")));
  }

  @ParameterizedTest
  @EnumSource
  void anUploadThatFailsPublishesNothing(Fault fault) throws IOException {
    requireNothingHalf("r-upload", fault, world.store().kinds().upload().and(names("part-")));
  }

  /** The commit is written down by then, so that the next attempt has only to finish it. */
  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "CUT"})
  void aRenameThatFailsIsFinishedByTheNextAttempt(Fault fault) throws IOException {
    requireNothingHalf("r-rename", fault, moves("r-rename").and(names("_run.json")));
  }

  /** Whether the connector tells of it or not: what was copied is taken for copied. */
  @Test
  void aRenameWhoseAnswerIsLostIsDoneOnce() throws IOException {
    world.store().proxy().fail(Fault.LOST, moves("r-lost").and(names("_run.json")));
    assertThat(world.predict("r-lost", campaign)).matches("(?s)(0|69): .*");
    assertThat(world.store().proxy().faults()).isPositive();
    world.store().proxy().heal();
    assertThat(world.predict("r-lost", campaign)).isEqualTo("0: ");
    requirePublished("r-lost");
  }

  /** Copies to where a run is published. */
  private Predicate<StoreRequest> moves(String run) {
    return world.store().kinds().copy().and(request -> destination(request).contains(run));
  }

  @Test
  void aTrainerWhoseUploadFailsPublishesNoVersion() throws IOException {
    world
        .store()
        .proxy()
        .fail(
            Fault.LOST,
            world.store().kinds().upload().and(names("models/campaign-response/2/model.cbm")));
    String failed = world.train("--run-id=r-lost", "--set=algorithm.params.random_seed=9");
    assertThat(failed)
        .startsWith("69: ")
        .contains("Run again with the same run id")
        .doesNotContain("\tat ");
    assertThat(world.store().proxy().faults()).isPositive();
    assertThatThrownBy(() -> store().open(new ModelVersion(StoreWorld.PIPELINE, 2)))
        .isInstanceOf(NotFoundException.class);

    world.store().proxy().heal();
    assertThat(world.train("--run-id=r-found", "--set=algorithm.params.random_seed=9"))
        .isEqualTo("0: ");
    assertThat(store().open(new ModelVersion(StoreWorld.PIPELINE, 3)).manifest().version())
        .isEqualTo(3);
  }

  private void requireNothingHalf(String name, Fault fault, Predicate<StoreRequest> of)
      throws IOException {
    String run = name + "-" + word(fault);
    world.store().proxy().fail(fault, of);
    String failed = world.predict(run, campaign);
    assertThat(failed)
        .startsWith("69: ")
        .contains("Run again with the same run id")
        .doesNotContain("\tat ");
    assertThat(world.store().proxy().faults()).isPositive();
    world.store().proxy().heal();
    try (FileSystem files = world.files()) {
      assertThat(files.exists(new Path(world.output(run), "_SUCCESS"))).isFalse();
    }
    assertThat(world.predict(run, campaign)).isEqualTo("0: ");
    requirePublished(run);
  }

  private static String word(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT);
  }

  private static Predicate<StoreRequest> names(String part) {
    return request -> request.names(part);
  }

  /** Of a copy: where to, as far as the protocol says so in the address. */
  private static String destination(StoreRequest request) {
    String target = request.target();
    int to = target.indexOf("/rewriteTo/");
    return to < 0 ? target : target.substring(to);
  }

  /** How many rows a run has for its readers, each user once. */
  private long requirePublished(String run) throws IOException {
    try (FileSystem files = world.files()) {
      assertThat(files.exists(new Path(world.output(run), "_SUCCESS"))).isTrue();
      assertThat(files.exists(new Path(world.output(run), "_run.json"))).isTrue();
    }
    SparkSession spark = LocalSpark.session();
    try {
      world.store().settings().forEach(spark.sparkContext().hadoopConfiguration()::set);
      Dataset<Row> rows = spark.read().parquet(world.output(run));
      long count = rows.count();
      assertThat(rows.select(col("user_id")).distinct().count()).isEqualTo(count);
      return count;
    } finally {
      spark.stop(); // The next job wants a session of its own.
    }
  }

  private List<String> listed(String directory) throws IOException {
    try (FileSystem files = world.files()) {
      return Arrays.stream(files.listStatus(new Path(world.store().root(), directory)))
          .map(status -> status.getPath().getName())
          .toList();
    }
  }

  private ArtifactStore store() {
    return new ArtifactStore(world.models(), world.hadoop());
  }

  /** The manifest of the training for another version. */
  private Manifest manifest(ModelVersion version, List<ArtifactFile> files) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(Json.write(manifest));
      json.put("name", version.name()).put("version", version.version());
      json.set("files", JSON.readTree(Json.write(files)));
      return Json.read(JSON.writeValueAsBytes(json), Manifest.class, "manifest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it cost, for docs/stores.md. */
  private void tell(String what) {
    System.out.printf(
        "%s on %s: %s%n",
        what, world.store().root(), world.store().proxy().count(world.store().kinds()::of));
  }
}
