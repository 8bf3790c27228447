package io.propensity.prediction.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.json.Json;
import io.propensity.report.RunReport;
import io.propensity.run.BusyException;
import io.propensity.run.ContractException;
import io.propensity.run.RunId;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {

  private static final RunId RUN = new RunId("r-20261120-030000-000-0000ff");
  private static final RunReport REPORT = report();
  private static final long CAMPAIGN = 7;

  @TempDir private Path output;

  @Test
  void readersFindTheDataTheReportAndTheMark() throws IOException {
    assertThat(publish(disk(), "data")).isTrue();
    assertThat(files()).containsExactly("_SUCCESS", "_run.json", "part-0.parquet");
    assertThat(disk().published(CAMPAIGN, RUN)).contains(REPORT);
  }

  @Test
  void theSameRunTwiceKeepsTheFirstResult() throws IOException {
    for (PredictionStore store : List.of(disk(), objects())) {
      assertThat(publish(store, "first")).isTrue();
      assertThat(publish(store, "second")).isFalse();
      assertThat(directory().resolve("part-0.parquet")).hasContent("first");
      clear();
    }
  }

  @Test
  void ofTwoAttemptsAtOnceTheFirstToCommitStands() throws IOException {
    for (PredictionStore store : List.of(disk(), objects())) {
      try (Publication first = store.begin(CAMPAIGN, RUN);
          Publication second = store.begin(CAMPAIGN, RUN)) {
        stage(first, "first");
        stage(second, "second");
        assertThat(second.commit(REPORT)).isTrue();
        assertThat(first.commit(REPORT)).isFalse();
      }
      assertThat(files()).containsExactly("_SUCCESS", "_run.json", "part-0.parquet");
      assertThat(directory().resolve("part-0.parquet")).hasContent("second");
      clear();
    }
  }

  @Test
  void anAttemptThatCommitsAfterAnotherHasFinishedAddsNothing() throws IOException {
    PredictionStore store = objects();
    try (Publication late = store.begin(CAMPAIGN, RUN)) {
      stage(late, "late");
      Files.writeString(
          Path.of(late.staged().toUri().getPath()).resolve("part-other.parquet"), "late");
      assertThat(publish(store, "first")).isTrue();
      assertThat(late.commit(REPORT)).isFalse();
    }
    assertThat(files()).containsExactly("_SUCCESS", "_run.json", "part-0.parquet");
    assertThat(output.resolve("campaign-7")).isDirectoryNotContaining("glob:**/_staging*");
  }

  @Test
  void manyAttemptsAtOncePublishOneResult() throws Exception {
    ExecutorService attempts = Executors.newFixedThreadPool(6);
    try {
      for (PredictionStore store : List.of(disk(), objects())) {
        List<Callable<Boolean>> runs =
            IntStream.range(0, 12)
                .<Callable<Boolean>>mapToObj(i -> () -> attempt(store, "data " + i))
                .toList();
        int committed = 0;
        for (Future<Boolean> run : attempts.invokeAll(runs)) {
          committed += run.get() ? 1 : 0;
        }
        assertThat(committed).isEqualTo(1);
        assertThat(files()).containsExactly("_SUCCESS", "_run.json", "part-0.parquet");
        clear();
      }
    } finally {
      attempts.shutdownNow();
    }
  }

  @Test
  void ofManyAttemptsThatBeginAtOnceOneIsAtWork() throws Exception {
    ExecutorService attempts = Executors.newFixedThreadPool(8);
    try {
      for (PredictionStore store : List.of(disk(), objects())) {
        CountDownLatch settled = new CountDownLatch(8);
        List<Callable<Boolean>> runs = Collections.nCopies(8, () -> claim(store, settled));
        int atWork = 0;
        for (Future<Boolean> run : attempts.invokeAll(runs)) {
          atWork += run.get() ? 1 : 0;
        }
        assertThat(atWork).isEqualTo(1);
        assertThat(claim(store, new CountDownLatch(1))).as("once that one is closed").isTrue();
        clear();
      }
    } finally {
      attempts.shutdownNow();
    }
  }

  /** Whether the run was free; one that is at work stays so until all know how they stand. */
  private static boolean claim(PredictionStore store, CountDownLatch settled)
      throws InterruptedException {
    try (Publication publication = store.begin(CAMPAIGN, RUN)) {
      try {
        store.claim(CAMPAIGN, RUN, publication);
      } finally {
        settled.countDown();
      }
      settled.await();
      return true;
    } catch (BusyException other) {
      return false;
    }
  }

  private static boolean attempt(PredictionStore store, String data) throws IOException {
    try (Publication publication = store.begin(CAMPAIGN, RUN)) {
      stage(publication, data);
      return publication.commit(REPORT);
    }
  }

  @Test
  void aPublicationThatIsNotCommittedLeavesNothing() throws IOException {
    Path untouched = Files.createDirectories(output.resolve("campaign-7/r-earlier"));
    try (Publication publication = disk().begin(CAMPAIGN, RUN)) {
      stage(publication, "data");
    }
    assertThat(directory()).doesNotExist();
    assertThat(output.resolve("campaign-7")).isDirectoryContaining("glob:**/r-earlier");
    assertThat(untouched).exists();
    Files.delete(untouched);
    try (Publication publication = disk().begin(CAMPAIGN, RUN)) {
      stage(publication, "data");
    }
    assertThat(output.resolve("campaign-7")).isEmptyDirectory();
  }

  @Test
  void refusesToReplaceWhatIsNoRun() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("precious.txt"), "mine");
    assertThatThrownBy(() -> publish(disk(), "data"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "%s is there and is no published run: move it away, and run again"
                .formatted(directory()));
    assertThat(directory().resolve("precious.txt")).hasContent("mine");
  }

  @Test
  void anAttemptThatDiesAtAnyPointLeavesAllOrNothingAndTheNextOneFinishes() throws IOException {
    boolean survived = false;
    for (int changes = 0; !survived; changes++) {
      FaultyFileSystem.dieAfter(changes);
      try {
        survived = publish(objects(), "first");
      } catch (UncheckedIOException e) {
        assertThat(e).hasStackTraceContaining("The process is gone");
      }
      survived = survived && !FaultyFileSystem.died();
      FaultyFileSystem.revive();
      if (Files.exists(directory().resolve("_SUCCESS"))) {
        assertThat(files()).contains("_run.json", "part-0.parquet");
      }
      boolean second = publish(objects(), "second");
      assertThat(files())
          .as("after %d changes", changes)
          .containsExactly("_SUCCESS", "_run.json", "part-0.parquet");
      assertThat(directory().resolve("part-0.parquet")).hasContent(second ? "second" : "first");
      clear();
    }
  }

  private boolean publish(PredictionStore store, String data) throws IOException {
    if (store.published(CAMPAIGN, RUN).isPresent()) {
      return false;
    }
    return attempt(store, data);
  }

  private static void stage(Publication publication, String data) throws IOException {
    Path staged = Path.of(publication.staged().toUri().getPath());
    Files.createDirectories(staged);
    Files.writeString(staged.resolve("part-0.parquet"), data);
  }

  private PredictionStore disk() {
    return new PredictionStore(output.toString(), new Configuration());
  }

  private PredictionStore objects() {
    return new PredictionStore("faulty:" + output, FaultyFileSystem.configuration());
  }

  private Path directory() {
    return output.resolve("campaign-7").resolve(RUN.value());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.list(directory())) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals("_committing"))
          .sorted()
          .toList();
    }
  }

  private void clear() throws IOException {
    try (Stream<Path> found = Files.walk(output)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static RunReport report() {
    try (var in = PublicationTest.class.getResourceAsStream("/golden/run-report.json")) {
      return Json.read(Objects.requireNonNull(in).readAllBytes(), RunReport.class, "golden");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
