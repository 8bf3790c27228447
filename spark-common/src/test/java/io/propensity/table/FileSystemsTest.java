package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.ConfigurationException;
import io.propensity.test.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.fs.FileSystem;
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
            "The models root %1$s/a/b cannot be a directory, for %1$s is a file: name another"
                + " place",
            file);
  }

  @Test
  void anObjectStoreIsAskedForTheDirectoryAlone() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatCode(() -> require("faulty:" + file + "/a")).doesNotThrowAnyException();
    assertThatThrownBy(() -> require("faulty:" + file)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void anObjectIsCreatedOnceAndReplacedWhole() throws IOException {
    var file = HadoopPaths.of("faulty:" + home + "/a/object");
    FileSystem files = Connectors.open(file, FaultyFileSystem.configuration());
    assertThat(FileSystems.createIfAbsent(files, file, new byte[] {1})).isTrue();
    assertThat(FileSystems.createIfAbsent(files, file, new byte[] {2})).isFalse();
    assertThat(home.resolve("a/object")).hasBinaryContent(new byte[] {1});
    FileSystems.writeWhole(files, file, new byte[] {3});
    assertThat(home.resolve("a/object")).hasBinaryContent(new byte[] {3});
    assertThat(home.resolve("a")).isDirectoryNotContaining("glob:**/*.unfinished");
  }

  @Test
  void aStoreThatFailsAndHasNothingIsNoStoreThatRefuses() {
    var file = HadoopPaths.of("faulty:" + home + "/b/object");
    FileSystem files = Connectors.open(file, FaultyFileSystem.configuration());
    FaultyFileSystem.failOnceAfter(0);
    assertThatThrownBy(() -> FileSystems.createIfAbsent(files, file, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("before it could create");
    FaultyFileSystem.revive();
  }

  @Test
  void aDirectoryIsAsYoungAsItsNewestFile() throws IOException {
    Path old = Files.createDirectories(home.resolve("c/d")).resolve("old");
    Files.setLastModifiedTime(Files.writeString(old, ""), FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(
        Files.writeString(home.resolve("c/new"), ""), FileTime.fromMillis(5_000));
    var directory = HadoopPaths.of(home + "/c");
    FileSystem files = Connectors.open(directory, FaultyFileSystem.configuration());
    assertThat(FileSystems.lastChange(files, directory)).isEqualTo(5_000);
  }

  private static void require(String location) {
    var directory = HadoopPaths.of(location);
    FileSystems.requireDirectory(
        Connectors.open(directory, FaultyFileSystem.configuration()), directory, "models root");
  }
}
