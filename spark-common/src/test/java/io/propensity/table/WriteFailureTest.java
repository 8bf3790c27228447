package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.run.ExitCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WriteFailureTest {

  @Test
  void aFullDiskIsNamedWhereverItLiesAmongTheCauses() {
    Exception full =
        new RuntimeException("Task failed", new IOException("write: No space left on device"));
    assertThat(WriteFailure.of(full, "file:/data/output"))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal)
                  .hasMessage(
                      "There is no room to write /data/output: free some, or name another place");
              assertThat(refusal.exitCode()).isEqualTo(ExitCode.IO_ERROR);
            });
  }

  @Test
  void anyOtherFailureStaysWhatItIs() {
    assertThat(WriteFailure.of(new IOException("Broken pipe"), "/data")).isEmpty();
  }
}
