package io.propensity.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.model.ArtifactFile;
import io.propensity.test.LocalSpark;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedFileSystemTest {

  @TempDir private java.nio.file.Path directory;

  private final Configuration hadoop = new Configuration();

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("data/inner"));
    Files.writeString(directory.resolve("top.txt"), "top");
    Files.writeString(directory.resolve("data/part-00000.txt"), "one\ntwo\n");
    Files.writeString(directory.resolve("data/inner/x.txt"), "x");
    Files.writeString(directory.resolve("data/unlisted.txt"), "three\n");
  }

  @Test
  void readsWhatIsRegistered() throws IOException {
    Path root = files().register(hadoop);
    FileSystem files = root.getFileSystem(hadoop);
    assertThat(names(files.listStatus(root))).containsExactly("data", "top.txt");
    assertThat(names(files.listStatus(new Path(root, "data"))))
        .containsExactly("inner", "part-00000.txt");
    assertThat(files.getFileStatus(new Path(root, "data")).isDirectory()).isTrue();
    assertThat(files.getFileStatus(new Path(root, "top.txt")).getLen()).isEqualTo(3);
    try (FSDataInputStream in = files.open(new Path(root, "data/part-00000.txt"))) {
      byte[] end = new byte[4];
      in.readFully(4, end);
      assertThat(new String(end, StandardCharsets.UTF_8)).isEqualTo("two\n");
      in.seek(1);
      assertThat(in.read()).isEqualTo('n');
      assertThat(in.getPos()).isEqualTo(2);
    }
  }

  @Test
  void readsNothingThatIsNotRegistered() throws IOException {
    VerifiedFiles verified = files();
    Path root = verified.register(hadoop);
    FileSystem files = root.getFileSystem(hadoop);
    for (String other : List.of("data/unlisted.txt", "../secret", "nothing")) {
      assertThatThrownBy(() -> files.open(new Path(root, other)))
          .as(other)
          .isInstanceOf(FileNotFoundException.class);
      assertThatThrownBy(() -> files.getFileStatus(new Path(root, other)))
          .isInstanceOf(FileNotFoundException.class);
    }
    assertThatThrownBy(() -> files.delete(new Path(root, "top.txt"), false))
        .hasMessage("A published model's files are read only");
    verified.unregister(hadoop);
    assertThatThrownBy(() -> root.getFileSystem(hadoop)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void refusesBytesThatWereChangedAfterTheyWereRegistered() throws IOException {
    Path root = files().register(hadoop);
    FileSystem files = root.getFileSystem(hadoop);
    Files.writeString(directory.resolve("top.txt"), "tip");
    assertThatThrownBy(() -> files.open(new Path(root, "top.txt")))
        .hasMessageContaining("top.txt of")
        .hasMessageContaining("is not the file that was published");
    Files.writeString(directory.resolve("top.txt"), "top and more");
    assertThatThrownBy(() -> files.open(new Path(root, "top.txt")))
        .hasMessageContaining("is not the file that was published");
  }

  @Test
  void lendsItsFilesToSparksReaders() throws IOException {
    SparkSession spark = LocalSpark.session();
    Configuration configuration = spark.sparkContext().hadoopConfiguration();
    VerifiedFiles verified = files();
    Path data = new Path(verified.register(configuration), "data");
    try {
      assertThat(spark.read().textFile(data.toString()).collectAsList())
          .as("the unlisted file is not there")
          .containsExactly("one", "two");
    } finally {
      verified.unregister(configuration);
    }
  }

  private VerifiedFiles files() throws IOException {
    return new VerifiedFiles(
        new Path(directory.toUri()),
        List.of(file("top.txt"), file("data/part-00000.txt"), file("data/inner/x.txt")));
  }

  private ArtifactFile file(String path) throws IOException {
    java.nio.file.Path file = directory.resolve(path);
    return new ArtifactFile(path, Sha256.of(file), Files.size(file));
  }

  private static List<String> names(FileStatus[] entries) {
    return Arrays.stream(entries).map(entry -> entry.getPath().getName()).toList();
  }
}
