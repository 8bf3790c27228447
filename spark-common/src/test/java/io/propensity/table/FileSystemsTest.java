package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.ConfigurationException;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemsTest {

  @TempDir private Path home;

  @Test
  void aDirectoryMayBeThereOrMayBeMade() {
    assertThatCode(() -> require(home.toString())).doesNotThrowAnyException();
    assertThatCode(() -> require(home + "/a/b/c")).doesNotThrowAnyException();
  }

  @Test
  void aDirectoryIsNoFileAndUnderNone() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> require(file.toString()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The models root %s cannot be a directory, for it is a file: name another place", file);
    assertThatThrownBy(() -> require(file + "/a/b"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The models root %1$s/a/b cannot be a directory, for %1$s is a file: name another place",
            file);
  }

  @Test
  void anObjectStoreIsAskedForTheDirectoryAlone() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatCode(() -> require("faulty:" + file + "/a")).doesNotThrowAnyException();
    assertThatThrownBy(() -> require("faulty:" + file)).isInstanceOf(ConfigurationException.class);
  }

  private static void require(String location) {
    var directory = HadoopPaths.of(location);
    FileSystems.requireDirectory(
        Connectors.open(directory, FaultyFileSystem.configuration()), directory, "models root");
  }
}
