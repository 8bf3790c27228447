package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.artifact.ArtifactStore;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.prediction.PredictionJob;
import io.propensity.test.Campaigns;
import io.propensity.test.FakeService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** An environment of its own in a test's directory, and the training job run in it. */
record TrainingWorld(Path home) {

  static final Path TELCO = Path.of("../training-job/src/test/resources/telco.csv");

  /** With its service at {@code url}; runs draw nothing. */
  static TrainingWorld at(Path home, String url, int partitions) {
    try {
      Files.createDirectories(home.resolve("data"));
      Files.writeString(home.resolve("env.yaml"), environment(home.toString(), url, partitions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TrainingWorld(home);
  }

  /** An environment file with all its roots below one, and its service at {@code url}. */
  static String environment(String root, String url, int partitions) {
    return """
    format_version: 1
    roots:
      raw: %1$s/data
      warehouse: %1$s/warehouse
      models: %1$s/models
      reports: %1$s/reports
      output: %1$s/output
    figures: false
    spark: {spark.sql.shuffle.partitions: "%2$d", spark.ui.enabled: "false"}
    config_api: {url: "%3$s", timeout_seconds: 5, attempts: 1}
    """
        .formatted(root, partitions, url);
  }

  static TrainingWorld at(Path home) {
    return at(home, "http://localhost:1", 2);
  }

  /** Writes a pipeline of this text and returns its folder. */
  String pipeline(String name, String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve("pipelines").resolve(name));
    Files.writeString(folder.resolve("pipeline.yaml"), text);
    return folder.toString();
  }

  /** Runs all steps as run {@code r-one}, which has to succeed. */
  void train(String folder, String... settings) {
    run(folder, Stream.of(settings).map(each -> "--set=" + each).toArray(String[]::new));
  }

  /** The same with any options. */
  void run(String folder, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--pipeline=" + folder, "--env=" + environment(), "--run-id=r-one"));
    arguments.addAll(List.of(options));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    assertThat(code + ": " + err).isEqualTo("0: ");
  }

  /** The exit code of a run of campaign 1, of a model, and what the job said on stderr. */
  static String predict(
      String environment, FakeService service, Manifest model, String... options) {
    Campaigns.serve(service, Campaigns.of(model));
    List<String> arguments = new ArrayList<>(List.of("--campaign-id=1", "--env=" + environment));
    arguments.addAll(List.of(options));
    StringWriter err = new StringWriter();
    int code =
        PredictionJob.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  String environment() {
    return home.resolve("env.yaml").toString();
  }

  Manifest manifest(String name) {
    return new ArtifactStore(home.resolve("models").toString(), new Configuration())
        .open(new ModelVersion(name, 1))
        .manifest();
  }

  /** A file of the run's report. */
  Path report(String name, String file) {
    return home.resolve("reports").resolve(name).resolve("r-one").resolve(file);
  }

  Path warehouse() {
    return home.resolve("warehouse");
  }
}
