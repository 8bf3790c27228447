package io.propensity.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class PredictionFileTest {

  @Test
  void isReadByThisUserAlone() throws IOException {
    Path file = PredictionFile.empty();
    try (BufferedWriter out = PredictionFile.writer(file)) {
      out.write("user_id");
    }

    assertThat(Files.readString(file)).isEqualTo("user_id");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.delete(file);
  }

  @Test
  void isNotMadeAnewOnceItIsGone() throws IOException {
    Path file = PredictionFile.empty();
    Files.delete(file);

    assertThatThrownBy(() -> PredictionFile.writer(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(file).doesNotExist();
  }
}
