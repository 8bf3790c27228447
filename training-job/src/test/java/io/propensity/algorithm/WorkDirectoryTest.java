package io.propensity.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {

  @TempDir Path directory;

  @Test
  void goesWithAllItHolds() throws IOException {
    WorkDirectory work = WorkDirectory.create();
    Files.writeString(work.directory("fit").resolve("train.tsv"), "1\t2\n");

    work.close();

    assertThat(work.path()).doesNotExist();
  }

  @Test
  void closingItTwiceOrWithoutItsFilesIsNoFailure() throws IOException {
    WorkDirectory work = WorkDirectory.create();
    Files.delete(work.path());

    assertThatCode(work::close).doesNotThrowAnyException();
    assertThatCode(work::close).doesNotThrowAnyException();
  }

  @Test
  void goesWithAProcessThatIsToldToEnd() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('\n');
      assertThat(directory).isNotEmptyDirectory();

      process.destroy();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(directory).isEmptyDirectory();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Makes a directory with a file, says so by a newline, and waits to be told to end. */
  static final class Holder {

    public static void main(String[] arguments) throws IOException, InterruptedException {
      Files.writeString(WorkDirectory.create().directory("fit").resolve("train.tsv"), "1\t2\n");
      System.out.write('\n');
      System.out.flush();
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    }
  }
}
