package io.propensity.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsTest {

  @Test
  void aDirectoryThatExistsKeepsItsName(@TempDir Path directory) {
    org.apache.hadoop.fs.Path path = HadoopPaths.of(directory.toString());

    assertThat(path.getName()).isEqualTo(directory.getFileName().toString());
    assertThat(path.toUri().getScheme()).isEqualTo("file");
  }
}
