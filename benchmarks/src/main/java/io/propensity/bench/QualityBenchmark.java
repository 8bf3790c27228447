package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How good the models of public data sets are, trained as anybody would train them, by a pipeline
 * and {@code scripts/train.sh}: against the figures that CatBoost's authors published, those of the
 * seeds, and Python's CatBoost and scikit-learn on the same rows, parts and parameters.
 * PROPENSITY_RAW names the directory of the data sets, PROPENSITY_PYTHON a Python with catboost,
 * scikit-learn, pandas and pyarrow; TREES and SEEDS make it smaller.
 */
final class QualityBenchmark implements Benchmark {

  private static final int SEEDS = Integer.parseInt(System.getenv().getOrDefault("SEEDS", "10"));

  /** Of every CatBoost model, in place of what its pipeline says. */
  private static final Optional<String> TREES = Optional.ofNullable(System.getenv("TREES"));

  private static final String PIPELINES = "benchmarks/pipelines/";

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    Path data = data();
    Path raw = Files.createDirectories(work.resolve("raw"));
    for (String set : List.of("adult", "online_shoppers", "telco_churn")) {
      Files.createSymbolicLink(raw.resolve(set), data.resolve(set));
    }
    splitAmazon(data.resolve("amazon"), raw);
    Optional<Python> python = Python.named();
    if (python.isEmpty()) {
      findings.say(
          "not run: Python's CatBoost and scikit-learn, as PROPENSITY_PYTHON names no Python");
    }
    new Run(work, Files.writeString(work.resolve("env.yaml"), environment(work)), python, findings)
        .all();
  }

  /** Our figure and, where there is a Python, the peer's. */
  private record Pair(double ours, OptionalDouble peer) {}

  /** One after the other. */
  private record Run(Path work, Path environment, Optional<Python> python, Findings findings) {

    void all() throws IOException, InterruptedException {
      Pair amazon = of("amazon", "log_loss", trees());
      findings.atMost(
          "Amazon, published split: test log loss (published 0.1381)",
          amazon.ours(),
          amazon.peer(),
          0.1385);
      Pair adult = of("adult", "log_loss", trees());
      findings.atMost(
          "Adult, its own test file: test log loss (published 0.2730)",
          adult.ours(),
          adult.peer(),
          0.2735);
      Pair shoppers = of("online-shoppers", "roc_auc", trees());
      findings.atLeast(
          "Online shoppers: mean AUC of five folds", shoppers.ours(), shoppers.peer(), 0.930);
      Pair telco = of("telco", "roc_auc", trees());
      findings.atLeast(
          "Telco, CatBoost: mean AUC of five folds", telco.ours(), telco.peer(), 0.845);
      forests();
    }

    private void forests() throws IOException, InterruptedException {
      double[] ours = new double[SEEDS];
      double[] peers = new double[SEEDS];
      for (int seed = 0; seed < SEEDS; seed++) {
        Pair pair =
            of(
                "telco-forest",
                "roc_auc",
                List.of("split.seed=" + seed, "algorithm.params.seed=" + seed));
        ours[seed] = pair.ours();
        peers[seed] = pair.peer().orElse(Double.NaN);
      }
      findings.say(
          "the forests' AUC: least %.4f, greatest %.4f",
          Arrays.stream(ours).min().orElseThrow(), Arrays.stream(ours).max().orElseThrow());
      findings.atLeast(
          "Telco, random forest of 80/20: mean AUC of %d seeds (seed's 0.8496)".formatted(SEEDS),
          Arrays.stream(ours).average().orElseThrow(),
          python.isEmpty() ? OptionalDouble.empty() : Arrays.stream(peers).average(),
          0.8496);
    }

    private static List<String> trees() {
      return TREES.map(trees -> "algorithm.params.iterations=" + trees).stream().toList();
    }

    private Pair of(String name, String metric, List<String> options)
        throws IOException, InterruptedException {
      Path report = train(PIPELINES + name, options);
      double ours =
          Files.exists(report.resolve("cross_validation.json"))
              ? crossValidated(report, metric)
              : test(report, metric);
      return new Pair(ours, peer(name, metric, options));
    }

    private OptionalDouble peer(String name, String metric, List<String> options)
        throws IOException, InterruptedException {
      if (python.isEmpty()) {
        return OptionalDouble.empty();
      }
      PeerRows rows = PeerRows.write(work, environment, PIPELINES + name, options);
      return OptionalDouble.of(
          python
              .get()
              .run(work, "quality.py", rows.table().toString(), rows.settings().toString())
              .path(metric)
              .asDouble());
    }

    /** Runs a pipeline and returns the directory of its report. */
    private Path train(String pipeline, List<String> options)
        throws IOException, InterruptedException {
      String run = "r-" + System.nanoTime();
      List<String> command =
          new ArrayList<>(
              List.of(
                  "scripts/train.sh",
                  pipeline,
                  "--env=" + environment,
                  "--run-id=" + run,
                  "--trial"));
      options.forEach(option -> command.add("--set=" + option));
      Processes.run(work, command.toArray(String[]::new));
      try (Stream<Path> reports = Files.walk(work.resolve("reports"), 2)) {
        return reports.filter(path -> path.endsWith(run)).findFirst().orElseThrow();
      }
    }
  }

  private static Path data() {
    String raw = System.getenv("PROPENSITY_RAW");
    if (raw == null || !Files.isDirectory(Path.of(raw, "amazon"))) {
      throw new IllegalStateException(
          "PROPENSITY_RAW has to name a directory with amazon, adult, online_shoppers and telco_churn");
    }
    return Path.of(raw).toAbsolutePath();
  }

  /** The rows that CatBoost's authors trained and tested on, by their numbers. */
  private static void splitAmazon(Path data, Path raw) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("train.csv"));
    for (String part : List.of("train", "test")) {
      List<String> rows = new ArrayList<>(List.of(lines.get(0)));
      for (String index :
          Files.readAllLines(data.resolve("catboost_stratified_" + part + "_idx.txt"))) {
        rows.add(lines.get(1 + (int) Double.parseDouble(index)));
      }
      Files.write(raw.resolve("amazon-" + part + ".csv"), rows);
    }
  }

  private static double test(Path report, String metric) throws IOException {
    return find(Files.readAllBytes(report.resolve("metrics.json")), "test").path(metric).asDouble();
  }

  private static double crossValidated(Path report, String metric) throws IOException {
    JsonNode folds = find(Files.readAllBytes(report.resolve("cross_validation.json")), "folds");
    double sum = 0;
    for (JsonNode fold : folds) {
      sum += fold.path("metrics").path(metric).asDouble();
    }
    return sum / folds.size();
  }

  private static JsonNode find(byte[] json, String field) {
    JsonNode found = Json.read(json, JsonNode.class, "report").findValue(field);
    if (found == null) {
      throw new IllegalStateException("The report has no " + field);
    }
    return found;
  }

  private static String environment(Path work) {
    return """
    format_version: 1
    roots: {raw: %1$s/raw, warehouse: %1$s/warehouse, models: %1$s/models, reports: %1$s/reports, output: %1$s/output}
    figures: false
    spark: {spark.sql.shuffle.partitions: "4"}
    config_api: {url: "http://localhost:9", timeout_seconds: 1, attempts: 1}
    """
        .formatted(work);
  }
}
