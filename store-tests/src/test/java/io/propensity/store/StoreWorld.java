package io.propensity.store;

import io.propensity.campaign.Campaign;
import io.propensity.prediction.PredictionJob;
import io.propensity.test.Campaigns;
import io.propensity.test.FakeService;
import io.propensity.training.TrainingJob;
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
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * The jobs with all roots in a store's bucket and the tables' catalog in a database.
 *
 * @param home a directory of the test
 */
record StoreWorld(Path home, ObjectStore store, FakeService service) {

  static final String PIPELINE = "campaign-response";

  static StoreWorld of(Path home, ObjectStore store) {
    FakeService service = new FakeService();
    String settings =
        store.settings().entrySet().stream()
            .map(
                setting ->
                    "  spark.hadoop.%s: \"%s\"\n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());
    try {
      Files.writeString(
          home.resolve("env.yaml"),
          """
          format_version: 1
          roots:
            raw: %1$s/data
            warehouse: %2$s/warehouse
            models: %2$s/models
            reports: %2$s/reports
            output: %2$s/output
          figures: false
          catalog:
            type: jdbc
            uri: jdbc:sqlite:%1$s/catalog.db
          config_api: {url: "%3$s", timeout_seconds: 5, attempts: 1}
          spark:
            spark.sql.shuffle.partitions: "2"
            spark.ui.enabled: "false"
          """
                  .formatted(home, store.root(), service.url())
              + settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StoreWorld(home, store, service);
  }

  /** The exit code of a small training, and what it said on stderr. */
  String train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--pipeline=../pipelines/" + PIPELINE,
                "--env=" + home.resolve("env.yaml"),
                "--set=sources.raw.options.rows=2000",
                "--set=algorithm.params.iterations=20"));
    arguments.addAll(List.of(more));
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of(), nowhere(), new PrintWriter(err), arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  /** The exit code of a run of campaign 1, and what it said on stderr. */
  String predict(String run, Campaign campaign) {
    Campaigns.serve(service, campaign);
    StringWriter err = new StringWriter();
    int code =
        PredictionJob.run(
            Map.of(),
            nowhere(),
            new PrintWriter(err),
            "--campaign-id=1",
            "--env=" + home.resolve("env.yaml"),
            "--run-id=" + run);
    return code + ": " + err;
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(Writer.nullWriter());
  }

  String models() {
    return store.root() + "/models";
  }

  /** Where a run of campaign 1 is published. */
  String output(String run) {
    return "%s/output/campaign-1/%s".formatted(store.root(), run);
  }

  /** What a process that shares nothing with others knows of the store. */
  Configuration hadoop() {
    Configuration hadoop = new Configuration();
    store.settings().forEach(hadoop::set);
    hadoop.setBoolean("fs.s3a.impl.disable.cache", true);
    hadoop.setBoolean("fs.gs.impl.disable.cache", true);
    return hadoop;
  }

  FileSystem files() throws IOException {
    return new org.apache.hadoop.fs.Path(store.root()).getFileSystem(hadoop());
  }
}
