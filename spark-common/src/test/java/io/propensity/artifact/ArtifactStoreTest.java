package io.propensity.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.json.Json;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreTest {

  @TempDir private Path directory;
  private Path source;
  private Path models;
  private ArtifactStore store;

  @BeforeEach
  void layOutAnArtifact() throws IOException {
    source = directory.resolve("source");
    models = directory.resolve("models");
    Files.createDirectories(source.resolve("figures"));
    Files.writeString(source.resolve("model.cbm"), "a model");
    Files.writeString(source.resolve("figures/roc.png"), "a picture");
    store = new ArtifactStore(models.toString(), new Configuration());
  }

  @Test
  void publishesEveryFileAndTheManifestBesideThem() throws IOException {
    ModelVersion version = publish();
    assertThat(version).isEqualTo(new ModelVersion("campaign-response", 1));
    Artifact artifact = store.open(version);
    assertThat(artifact.read("model.cbm")).asString().isEqualTo("a model");
    assertThat(artifact.read("figures/roc.png")).asString().isEqualTo("a picture");
    assertThat(files(models.resolve("campaign-response/1")))
        .containsExactly("figures/roc.png", "manifest.json", "model.cbm");
  }

  @Test
  void numbersRiseAndAreNeverUsedTwice() throws IOException {
    publish();
    publish();
    delete(models.resolve("campaign-response/2"));
    assertThat(publish().version()).isEqualTo(3);
  }

  @Test
  void goesOnAfterVersionsThatWereCopiedThereWithoutClaims() throws IOException {
    Files.createDirectories(models.resolve("campaign-response/7"));
    assertThat(publish().version()).isEqualTo(8);
  }

  @Test
  void manyTrainersAtOncePublishAsManyVersions() throws Exception {
    ExecutorService trainers = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> runs =
          IntStream.range(0, 24)
              .<Callable<Integer>>mapToObj(i -> () -> publish().version())
              .toList();
      List<Integer> versions =
          trainers.invokeAll(runs).stream().map(ArtifactStoreTest::result).sorted().toList();
      assertThat(versions).isEqualTo(IntStream.rangeClosed(1, 24).boxed().toList());
    } finally {
      trainers.shutdownNow();
    }
  }

  @Test
  void aFailureBeforeTheManifestPublishesNothing() {
    assertThatThrownBy(
            () ->
                store.publish(
                    "campaign-response",
                    source,
                    (version, files) -> {
                      throw new IllegalStateException("out of luck");
                    }))
        .hasMessage("out of luck");
    assertThat(models.resolve("campaign-response/1")).doesNotExist();
    assertThatThrownBy(() -> store.open(new ModelVersion("campaign-response", 1)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aTrainerThatDiesAtAnyPointPublishesNothingOrEverything() {
    ArtifactStore faulty = new ArtifactStore("faulty:" + models, FaultyFileSystem.configuration());
    int published = 0;
    for (int changes = 0; published == 0; changes++) {
      FaultyFileSystem.dieAfter(changes);
      try {
        published =
            faulty.publish("campaign-response", source, ArtifactStoreTest::manifest).version();
      } catch (RuntimeException e) {
        assertThat(e).hasStackTraceContaining("The process is gone");
        FaultyFileSystem.revive();
        assertThat(manifests()).as("after %d changes", changes).isZero();
      }
    }
    FaultyFileSystem.revive();
    assertThat(published).isGreaterThan(3);
    assertThat(faulty.open(new ModelVersion("campaign-response", published)).read("model.cbm"))
        .asString()
        .isEqualTo("a model");
  }

  private long manifests() {
    if (!Files.exists(models)) {
      return 0;
    }
    try (Stream<Path> found = Files.walk(models)) {
      return found.filter(file -> file.endsWith("manifest.json")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDirectoryWithoutAManifestIsNoVersion() throws IOException {
    ModelVersion version = publish();
    Files.delete(models.resolve("campaign-response/1/manifest.json"));
    assertThatThrownBy(() -> store.open(version))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "There is no model campaign-response/1 under %s: train it, or name a version that is there"
                .formatted(models));
  }

  @Test
  void refusesAFileThatWasChanged() throws IOException {
    Artifact artifact = store.open(publish());
    Files.writeString(models.resolve("campaign-response/1/model.cbm"), "a Model");
    assertThatThrownBy(() -> artifact.read("model.cbm"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(
            "model.cbm of model campaign-response/1 is not the file that was published: its SHA-256 is")
        .hasMessageEndingWith("Restore it, or train a new version");
  }

  @Test
  void refusesAFileThatTheManifestDoesNotList() throws IOException {
    Artifact artifact = store.open(publish());
    assertThatThrownBy(() -> artifact.read("other.cbm"))
        .hasMessageContaining("lists no file 'other.cbm'");
  }

  @Test
  void saysWhichFileIsGone() throws IOException {
    Artifact artifact = store.open(publish());
    Files.delete(models.resolve("campaign-response/1/model.cbm"));
    assertThatThrownBy(() -> artifact.read("model.cbm"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageStartingWith("model.cbm of model campaign-response/1 is gone from");
  }

  @Test
  void refusesAManifestOfAnotherVersion() throws IOException {
    publish();
    Path copy = models.resolve("campaign-response/9");
    Files.createDirectories(copy);
    Files.copy(models.resolve("campaign-response/1/manifest.json"), copy.resolve("manifest.json"));
    assertThatThrownBy(() -> store.open(new ModelVersion("campaign-response", 9)))
        .hasMessageContaining("is the manifest of model campaign-response/1");
  }

  private ModelVersion publish() {
    return store.publish("campaign-response", source, ArtifactStoreTest::manifest);
  }

  private static Manifest manifest(ModelVersion version, List<ArtifactFile> files) {
    Manifest golden;
    try (var in = ArtifactStoreTest.class.getResourceAsStream("/golden/manifest.json")) {
      golden = Json.read(Objects.requireNonNull(in).readAllBytes(), Manifest.class, "golden");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifest(
        golden.formatVersion(),
        version.name(),
        version.version(),
        golden.flavor(),
        golden.createdAt(),
        golden.runId(),
        golden.task(),
        golden.classes(),
        golden.positiveClass(),
        golden.key(),
        golden.inputs(),
        golden.derived(),
        golden.features(),
        golden.categoryText(),
        files,
        golden.trainingData(),
        golden.split(),
        golden.parameters(),
        golden.seed(),
        golden.libraries(),
        golden.gitCommit(),
        golden.metrics(),
        golden.baseline(),
        golden.label(),
        golden.calibration(),
        golden.threshold(),
        golden.modelFingerprint(),
        golden.warnings());
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> found = Files.walk(root)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
