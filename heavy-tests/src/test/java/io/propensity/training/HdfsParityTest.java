package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.HadoopPaths;
import io.propensity.json.Json;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunReport;
import io.propensity.test.FakeService;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline with all its roots on HDFS and on the local disk: only the environment differs. */
@Tag("heavy")
class HdfsParityTest {

  private static final ModelVersion FIRST = new ModelVersion("campaign-response", 1);

  @TempDir private java.nio.file.Path directory;

  @Test
  @Timeout(600)
  void treesMetricsAndPredictionsOnHdfsAreThoseOfTheLocalDisk() throws IOException {
    Configuration hadoop = new Configuration();
    try (FakeService service = new FakeService();
        MiniDFSCluster cluster =
            new MiniDFSCluster.Builder(
                    hadoop, Files.createDirectory(directory.resolve("dfs")).toFile())
                .numDataNodes(1)
                .build()) {
      cluster.waitActive();
      String remote = cluster.getURI() + "/propensity";
      String local = directory.resolve("local").toString();

      assertThat(train(local, "--run-id=r-first")).isEqualTo("0: ");
      assertThat(train(remote, "--run-id=r-first")).isEqualTo("0: ");

      Manifest here = manifest(local, hadoop);
      Manifest there = manifest(remote, hadoop);
      assertThat(there.modelFingerprint()).isNotNull().isEqualTo(here.modelFingerprint());
      assertThat(there.trainingData().fingerprint()).isEqualTo(here.trainingData().fingerprint());
      assertThat(text(remote + "/reports/campaign-response/r-first/metrics.json", hadoop))
          .isEqualTo(text(local + "/reports/campaign-response/r-first/metrics.json", hadoop));
      System.out.printf(
          "%s: trees %s and metrics.json are equal on %s and on the local disk%n",
          FIRST, there.modelFingerprint(), cluster.getURI());

      assertThat(predict(local, service, here)).isEqualTo("0: ");
      assertThat(predict(remote, service, there)).isEqualTo("0: ");
      assertThat(published(remote)).isEqualTo(published(local)).hasSizeGreaterThan(1000);
      assertThat(predict(remote, service, there)).as("as it stands").isEqualTo("0: ");
      assertThat(names(remote + "/output/campaign-1", hadoop)).containsExactly("r-scored");
      assertThat(names(remote + "/output/campaign-1/r-scored", hadoop))
          .contains("_SUCCESS", "_run.json");

      assertThat(train(remote, "--run-id=r-again")).isEqualTo("0: ");
      assertThat(report(remote, "r-again", hadoop).standing())
          .containsExactly("ingest", "features", "train", "evaluate");
      assertThat(train(remote, "--steps=ingest", "--force", "--run-id=r-other")).isEqualTo("0: ");
      long raw =
          Objects.requireNonNull(Objects.requireNonNull(there.trainingData().sources()).get("raw"));
      assertThat(report(remote, "r-other", hadoop).snapshots()).doesNotContainEntry("raw", raw);
      assertThat(
              train(
                  remote,
                  "--steps=features",
                  "--set=sources.raw.snapshot=" + raw,
                  "--run-id=r-old"))
          .isEqualTo("0: ");
      assertThat(report(remote, "r-old", hadoop).snapshots()).containsEntry("raw", raw);
    }
  }

  /** The exit code and what the job said on stderr. */
  private String train(String root, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline=../pipelines/campaign-response",
                "--env=" + environment(root, "http://localhost:1"),
                "--set=sources.raw.options.rows=3000",
                "--set=algorithm.params.iterations=30"));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  /** The same of run {@code r-scored} of campaign 1. */
  private String predict(String root, FakeService service, Manifest model) throws IOException {
    return TrainingWorld.predict(
        environment(root, service.url()), service, model, "--run-id=r-scored");
  }

  private String environment(String root, String service) throws IOException {
    return Files.writeString(
            directory.resolve("env.yaml"), TrainingWorld.environment(root, service, 2))
        .toString();
  }

  /** The users of the run and their scores, in the order of their keys. */
  private static List<String> published(String root) {
    return LocalSpark.session()
        .read()
        .parquet(root + "/output/campaign-1/r-scored")
        .select("user_id", "prediction_score")
        .orderBy("user_id")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private static List<String> names(String folder, Configuration hadoop) throws IOException {
    Path path = HadoopPaths.of(folder);
    return Arrays.stream(path.getFileSystem(hadoop).listStatus(path))
        .map(status -> status.getPath().getName())
        .toList();
  }

  private static Manifest manifest(String root, Configuration hadoop) {
    return new ArtifactStore(root + "/models", hadoop).open(FIRST).manifest();
  }

  private static RunReport report(String root, String run, Configuration hadoop)
      throws IOException {
    String file = "%s/reports/campaign-response/%s/_run.json".formatted(root, run);
    return Json.readVersioned(
        text(file, hadoop).getBytes(StandardCharsets.UTF_8), RunReport.class, file);
  }

  private static String text(String file, Configuration hadoop) throws IOException {
    Path path = HadoopPaths.of(file);
    FileSystem files = path.getFileSystem(hadoop);
    try (var in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
