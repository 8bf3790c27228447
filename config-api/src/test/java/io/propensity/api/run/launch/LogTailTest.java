package io.propensity.api.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir private Path directory;

  @Test
  void isTheLastLines() throws IOException {
    assertThat(tail("one\ntwo\nthree\n", 2)).containsExactly("two", "three");
    assertThat(tail("one\ntwo", 5)).containsExactly("one", "two");
    assertThat(tail("", 5)).isEmpty();
  }

  @Test
  void leavesOutALineWhoseBeginningIsTooFarBack() throws IOException {
    String log = "x".repeat(300_000) + "\nshort\nlast\n";

    assertThat(tail(log, 10)).containsExactly("short", "last");
  }

  @Test
  void readsTheEndOfALongLogAlone() throws IOException {
    String log = String.join("\n", IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList());

    assertThat(tail(log, 1)).containsExactly("line 99999");
    assertThat(tail(log, 100_000)).hasSizeBetween(10_000, 30_000).last().isEqualTo("line 99999");
  }

  @Test
  void showsWhatTheDatabaseCannotKeep() throws IOException {
    assertThat(tail("a\0b\n", 1)).containsExactly("a\uFFFDb");
  }

  private List<String> tail(String text, int lines) throws IOException {
    return LogTail.of(Files.writeString(directory.resolve("log"), text), lines);
  }
}
