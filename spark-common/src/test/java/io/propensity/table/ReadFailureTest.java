package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.ChecksumException;
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
                        "A file cannot be read: Checksum error: file:/users/part-0.parquet. Restore it, or"
                            + " write its table again"));
  }

  @Test
  void leavesWhatIsGoneAndWhatIsADefect() {
    IOException gone = new ChecksumException("Checksum error", 0);
    gone.initCause(new FileNotFoundException("part-0.parquet"));
    assertThat(ReadFailure.brokenFile(gone)).isEmpty();
    assertThat(ReadFailure.isOfVanishedFile(gone)).isTrue();
    assertThat(ReadFailure.brokenFile(new IllegalStateException())).isEmpty();
  }
}
