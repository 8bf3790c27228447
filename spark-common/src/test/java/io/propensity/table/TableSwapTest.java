package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.environment.Connectors;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSwapTest {

  @TempDir private Path home;

  @Test
  void aChangeThatFailsLeavesTheOldTableOrTheNewOneInItsPlace() throws IOException {
    boolean succeeded = false;
    for (int changes = 0; !succeeded; changes++) {
      reset();
      FaultyFileSystem.failOnceAfter(changes);
      succeeded = swap("faulty:");
      FaultyFileSystem.revive();
      assertThat(Files.readString(table().resolve("part")))
          .as("after %d changes", changes)
          .isEqualTo(succeeded ? "new" : "old");
    }
  }

  @Test
  void aProcessThatDiesLosesNoTable() throws IOException {
    boolean survived = false;
    for (int changes = 0; !survived; changes++) {
      reset();
      FaultyFileSystem.dieAfter(changes);
      survived = swap("faulty:") && !FaultyFileSystem.died();
      FaultyFileSystem.revive();
      assertThat(copies()).as("after %d changes", changes).containsAnyOf("old", "new");
      if (!Files.exists(table())) {
        assertThat(copies()).contains("old");
      }
    }
  }

  @Test
  void ofManyRunsAtOnceOneTableStaysWhole() throws Exception {
    reset();
    ExecutorService runs = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> swaps =
          IntStream.range(0, 30).<Callable<Boolean>>mapToObj(i -> () -> swap("file:")).toList();
      for (Future<Boolean> swap : runs.invokeAll(swaps)) {
        assertThat(swap.get()).isTrue();
      }
    } finally {
      runs.shutdownNow();
    }
    assertThat(table().resolve("part")).hasContent("new");
    assertThat(home).isDirectoryNotContaining("glob:**/_staging*");
  }

  private boolean swap(String scheme) {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(scheme + table());
    FileSystem files = Connectors.open(target, FaultyFileSystem.configuration());
    try (TableSwap swap = new TableSwap(files, target, "r-test")) {
      Path staged = Path.of(swap.staged().toUri().getPath());
      Files.createDirectories(staged);
      Files.writeString(staged.resolve("part"), "new");
      swap.commit();
      return true;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("The process is gone");
      return false;
    }
  }

  private Path table() {
    return home.resolve("raw");
  }

  private void reset() throws IOException {
    try (Stream<Path> found = Files.walk(home)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(home)) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(table());
    Files.writeString(table().resolve("part"), "old");
  }

  private List<String> copies() throws IOException {
    List<String> copies = new ArrayList<>();
    try (Stream<Path> found = Files.walk(home)) {
      found
          .filter(path -> path.endsWith("part"))
          .forEach(
              path -> {
                try {
                  copies.add(Files.readString(path));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return copies;
  }
}
