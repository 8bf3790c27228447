package io.propensity.system;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An environment of its own under a temporary directory, and the scripts run in it. */
record World(Path home) {

  /** Writes the environment file. */
  static World at(Path home) {
    return at(home, "");
  }

  /** Writes the environment file with {@code more} lines at its end. */
  static World at(Path home, String more) {
    String environment =
        """
        format_version: 1
        roots:
          raw: ${PROPENSITY_RAW:-%1$s/raw}
          warehouse: %1$s/warehouse
          models: %1$s/models
          reports: %1$s/reports
          output: %1$s/output
        users_table: warehouse/campaign-response/raw
        spark:
          spark.sql.shuffle.partitions: "2"
          spark.ui.enabled: "false"
        config_api:
          url: http://localhost:9
          timeout_seconds: 5
          attempts: 2
          token: ${PROPENSITY_TOKEN:-}
        """
            .formatted(home);
    try {
      Files.writeString(home.resolve("env.yaml"), environment + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new World(home);
  }

  /**
   * The same world with more settings of Spark.
   *
   * @param directory of the other environment file
   * @param settings lines as they stand under {@code spark}
   */
  World with(Path directory, String settings) {
    try {
      String environment = Files.readString(home.resolve("env.yaml"));
      Files.writeString(
          directory.resolve("env.yaml"), environment.replace("spark:\n", "spark:\n" + settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new World(directory);
  }

  RunningProcess startTraining(String pipeline, String... options) {
    return RunningProcess.start(
        quickly(Map.of()), command("scripts/train.sh", List.of("pipelines/" + pipeline), options));
  }

  Ended train(Map<String, String> environment, String pipeline, String... options) {
    return train(environment, Path.of("pipelines", pipeline), options);
  }

  /** Trains the pipeline of a directory. */
  Ended train(Map<String, String> environment, Path pipeline, String... options) {
    return RunningProcess.run(
        quickly(environment), command("scripts/train.sh", List.of(pipeline.toString()), options));
  }

  Ended predict(Map<String, String> environment, String... options) {
    return RunningProcess.run(
        quickly(environment), command("scripts/predict.sh", List.of(), options));
  }

  RunningProcess startPrediction(Map<String, String> environment, String... options) {
    return RunningProcess.start(
        quickly(environment), command("scripts/predict.sh", List.of(), options));
  }

  /** The versions of a model that readers see. */
  List<String> versions(String model) {
    Path directory = home.resolve("models").resolve(model);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(directory)) {
      return found
          .filter(version -> Files.exists(version.resolve("manifest.json")))
          .map(version -> version.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Short jobs spend most of their time in the thorough compiler: they do without. */
  private static Map<String, String> quickly(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.merge(
        "SPARK_ARGS",
        "--driver-java-options -XX:TieredStopAtLevel=1",
        (given, quick) -> given + " " + quick);
    return all;
  }

  private List<String> command(String script, List<String> arguments, String... options) {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(arguments);
    command.addAll(List.of("--env", home.resolve("env.yaml").toString()));
    command.addAll(List.of(options));
    return command;
  }
}
