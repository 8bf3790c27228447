package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerProcessTest {

  @TempDir Path directory;

  @Test
  void endsWhenItsParentDoes() throws IOException, InterruptedException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      rows.append(i % 2).append('\t').append(i).append('\n');
    }
    Path set = Files.writeString(directory.resolve("set.tsv"), rows);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainerProcess.class.getName(),
                "0",
                set.toString(),
                set.toString(),
                directory.toString(),
                "--learn-set=dsv://" + set,
                "--train-dir=" + directory,
                "--loss-function=Logloss",
                "--iterations=10000000")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.SECONDS)).as("it trains on").isFalse();
      process.getOutputStream().close();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
