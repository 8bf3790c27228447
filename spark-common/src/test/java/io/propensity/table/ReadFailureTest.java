package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ExitCode;
import io.propensity.run.JobException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {

  @Test
  void saysTheLastWordThatThereIs() {
    IOException damage = new ChecksumException("Checksum error: file:/users/part-0.parquet.", 0);
    damage.initCause(new EOFException());
    assertThat(ReadFailure.brokenFile(new UncheckedIOException("Job aborted", damage)))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .hasMessage(
                        "/users/part-0.parquet cannot be read: Checksum error: file:/users/part-0.parquet. Restore it, or"
                            + " write its table again"));
  }

  @Test
  void namesAFileOfATableThatIsGone() {
    NotFoundException gone =
        new NotFoundException(
            "Failed to open input stream for file: hdfs://n/raw/metadata/m0.avro");
    assertThat(ReadFailure.brokenFile(new IllegalStateException("Job aborted", gone)))
        .hasValueSatisfying(
            refusal ->
                assertThat(refusal)
                    .hasMessageStartingWith("hdfs://n/raw/metadata/m0.avro cannot be read: "));
  }

  @Test
  void tellsOfADiskThatIsFullUnderSparksOwnFiles() {
    Throwable full =
        new IllegalStateException(
            "Job aborted due to stage failure", new IOException("No space left on device"));
    assertThat(ReadFailure.told(full).map(JobException::exitCode)).contains(ExitCode.IO_ERROR);
    assertThat(ReadFailure.told(full).map(Throwable::getMessage).orElseThrow())
        .contains("below spark.local.dir, keeps: free some");
  }

  @Test
  void leavesOtherFilesAndDefects() {
    assertThat(ReadFailure.brokenFile(new FileNotFoundException("model.json"))).isEmpty();
    assertThat(ReadFailure.brokenFile(new IllegalStateException())).isEmpty();
  }
}
