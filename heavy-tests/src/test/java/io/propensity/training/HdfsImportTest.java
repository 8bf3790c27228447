package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.model.ModelVersion;
import io.propensity.modelimport.ImportJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model and its sample that lie on HDFS, as do the models that they become one of. */
@Tag("heavy")
class HdfsImportTest {

  private static final String PYTHON = "../training-job/src/test/resources/python/";

  @TempDir private java.nio.file.Path directory;

  @Test
  @Timeout(300)
  void aModelOfHdfsIsTheSameVersionAsOneOfTheLocalDisk() throws IOException {
    Configuration hadoop = new Configuration();
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(hadoop, Files.createDirectory(directory.resolve("dfs")).toFile())
            .numDataNodes(1)
            .build()) {
      cluster.waitActive();
      String remote = cluster.getURI() + "/notebook";
      FileSystem files = cluster.getFileSystem();
      files.copyFromLocalFile(new Path(PYTHON + "binary.cbm"), new Path(remote, "binary.cbm"));
      files.copyFromLocalFile(
          new Path(PYTHON + "users.parquet"), new Path(remote, "users.parquet"));
      files.copyFromLocalFile(new Path(PYTHON + "binary.cbm"), new Path(remote, "mlflow/m.cb"));
      write(files, remote + "/mlflow/MLmodel", "flavors: {catboost: {data: m.cb}}");
      String local = directory.resolve("local").toString();

      assertThat(run(local, PYTHON + "binary.cbm", PYTHON + "users.parquet")).isEqualTo("0: ");
      assertThat(run(remote, remote + "/binary.cbm", remote + "/users.parquet")).isEqualTo("0: ");
      assertThat(run(remote, remote + "/mlflow", remote + "/users.parquet")).isEqualTo("0: ");

      Artifact here = open(local, 1, hadoop);
      Artifact there = open(remote, 1, hadoop);
      assertThat(there.read("model.cbm")).isEqualTo(here.read("model.cbm"));
      assertThat(there.manifest().baseline()).isEqualTo(here.manifest().baseline());
      assertThat(there.manifest().parameters())
          .containsEntry("imported_from", remote + "/binary.cbm");
      assertThat(open(remote, 2, hadoop).manifest().baseline())
          .isEqualTo(here.manifest().baseline());

      assertThat(run(remote, remote + "/none.cbm", remote + "/users.parquet"))
          .startsWith("66: There is no model at " + remote + "/none.cbm");
      write(files, remote + "/mlflow/MLmodel", "flavors: {catboost: {data: ../binary.cbm}}");
      assertThat(run(remote, remote + "/mlflow", remote + "/users.parquet"))
          .startsWith("65: " + remote + "/mlflow/MLmodel names '../binary.cbm'");
      assertThat(run(remote, "s3a://bucket/model.cbm", remote + "/users.parquet"))
          .startsWith("78: s3a://bucket/model.cbm: no file system is installed for 's3a'");
    }
  }

  private static void write(FileSystem files, String path, String text) throws IOException {
    try (var out = files.create(new Path(path), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Artifact open(String root, int version, Configuration hadoop) {
    return new ArtifactStore(root + "/models", hadoop).open(new ModelVersion("foreign", version));
  }

  private String run(String root, String model, String sample) throws IOException {
    java.nio.file.Path environment =
        Files.writeString(
            directory.resolve("env.yaml"),
            TrainingWorld.environment(root, "http://localhost:1", 2));
    StringWriter err = new StringWriter();
    int code =
        ImportJob.run(
            Map.of(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            model,
            "--name=foreign",
            "--key=user_id",
            "--env=" + environment,
            "--sample=" + sample,
            "--float-categories=1.0",
            "--boolean-categories=1",
            "--null-category=nan");
    return code + ": " + err;
  }
}
