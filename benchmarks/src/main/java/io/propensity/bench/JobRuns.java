package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.propensity.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;

/**
 * The prediction job as a process, on sample users and a model of the pipeline {@code
 * campaign-response}, beside what it is measured against.
 */
record JobRuns(Path work, Path environment, CampaignServer server) implements AutoCloseable {

  private static final Pattern STAGE = Pattern.compile("stage ([0-9.]+)");

  /** Trains the model. */
  static JobRuns begin(Path work) throws IOException, InterruptedException {
    Path environment = WorkEnvironment.write(work);
    Processes.run(work, "scripts/train.sh", MadeTable.SAMPLE_USERS, "--env=" + environment);
    List<String> features = new ArrayList<>();
    Path manifest = work.resolve("models/campaign-response/1/manifest.json");
    for (JsonNode feature : read(manifest).path("features")) {
      features.add(feature.path("name").asText());
    }
    return new JobRuns(
        work, environment, CampaignServer.start("models/campaign-response/1", features));
  }

  Path model() {
    return work.resolve("models/campaign-response/1/model.cbm");
  }

  @Override
  public void close() {
    server.close();
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file), JsonNode.class, file.toString());
  }

  /** Seconds of a process, of the stage that scores, and of each step as the report has them. */
  record Took(double whole, double stage, JsonNode steps) {}

  /** So many sample users as Parquet files. */
  Path users(long count) throws IOException, InterruptedException {
    Path home = Files.createDirectories(work.resolve("users-" + count));
    Path own = WorkEnvironment.write(home);
    Processes.run(
        work,
        "scripts/train.sh",
        MadeTable.SAMPLE_USERS,
        "--env=" + own,
        "--steps=ingest",
        "--set=sources.raw.options.rows=" + count);
    return home.resolve("warehouse/campaign-response/raw/data");
  }

  Took predict(Path users, String run, String... options) throws IOException, InterruptedException {
    return predict(Map.of(), users, run, options);
  }

  Took predict(Map<String, String> variables, Path users, String run, String... options)
      throws IOException, InterruptedException {
    Took took = kept(variables, users, run, options);
    forget(run);
    return took;
  }

  /** What a run published, as long as it is kept. */
  Path published(String run) {
    return work.resolve("output/campaign-1").resolve(run);
  }

  void forget(String run) throws IOException {
    FileUtils.deleteDirectory(published(run).toFile());
  }

  /** As {@link #predict}, and {@link #forget} is for the caller. */
  Took kept(Map<String, String> variables, Path users, String run, String... options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "scripts/predict.sh",
                "--campaign-id=1",
                "--env=" + environment,
                "--config-api-url=" + server.url(),
                "--users=" + users,
                "--run-id=" + run));
    command.addAll(List.of(options));
    long begin = System.nanoTime();
    Processes.run(work, variables, command.toArray(String[]::new));
    double whole = (System.nanoTime() - begin) / 1e9;
    JsonNode steps = read(published(run).resolve("_run.json")).path("seconds");
    return new Took(whole, steps.path("score").asDouble(), steps);
  }

  Took python(String python, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "benchmarks/python/" + program));
    command.addAll(List.of(arguments));
    long begin = System.nanoTime();
    String printed = Processes.run(work, command.toArray(String[]::new));
    Matcher stage = STAGE.matcher(printed);
    if (!stage.find()) {
      throw new IllegalStateException(program + " does not tell its stage:\n" + printed);
    }
    double whole = (System.nanoTime() - begin) / 1e9;
    return new Took(whole, Double.parseDouble(stage.group(1)), MissingNode.getInstance());
  }

  /**
   * A bare Spark application; with {@code SPARK_CONF_DIR} it starts as Spark's own home starts it.
   */
  double copy(Map<String, String> variables, Path users) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Processes.run(
        work,
        variables,
        "scripts/spark-submit",
        "--driver-memory",
        "2g",
        "--class",
        CopyTable.class.getName(),
        "benchmarks/target/benchmarks.jar",
        users.toString(),
        work + "/copy");
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The most of its heap that is alive at any time. */
  LiveHeap.Peak heap(Path users, String run) throws IOException, InterruptedException {
    LiveHeap heap = new LiveHeap(work, run);
    Map<String, String> watched = Map.of("SPARK_ARGS", "--driver-java-options " + heap.jvmOption());
    return heap.during(() -> predict(watched, users, run));
  }
}
