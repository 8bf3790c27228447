package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How good the models of public data sets are, trained as anybody would train them, by a pipeline
 * and {@code scripts/train.sh}: against the figures that CatBoost's authors published, and those of
 * the seeds. PROPENSITY_RAW names the directory of the data sets.
 */
final class QualityBenchmark implements Benchmark {

  private static final int SEEDS = 10;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    Path data = data();
    Path raw = Files.createDirectories(work.resolve("raw"));
    for (String set : List.of("adult", "online_shoppers", "telco_churn")) {
      Files.createSymbolicLink(raw.resolve(set), data.resolve(set));
    }
    splitAmazon(data.resolve("amazon"), raw);
    Path environment = Files.writeString(work.resolve("env.yaml"), environment(work));

    findings.atMost(
        "Amazon, published split: test log loss (published 0.1381)",
        test(train("benchmarks/pipelines/amazon", work, environment), "log_loss"),
        0.1385,
        "");
    findings.atMost(
        "Adult, its own test file: test log loss (published 0.2730)",
        test(train("benchmarks/pipelines/adult", work, environment), "log_loss"),
        0.2735,
        "");
    findings.atLeast(
        "Online shoppers: mean AUC of five folds",
        crossValidated(train("benchmarks/pipelines/online-shoppers", work, environment)),
        0.930,
        "");
    findings.atLeast(
        "Telco, CatBoost: mean AUC of five folds",
        crossValidated(train("benchmarks/pipelines/telco", work, environment)),
        0.845,
        "");
    double[] forests = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      forests[seed] = forest(seed, work, environment);
    }
    findings.say(
        "the forests' AUC: least %.4f, greatest %.4f",
        Arrays.stream(forests).min().orElseThrow(), Arrays.stream(forests).max().orElseThrow());
    findings.atLeast(
        "Telco, random forest of 80/20: mean AUC of ten seeds (seed's 0.8496)",
        Arrays.stream(forests).average().orElseThrow(),
        0.8496,
        "");
  }

  private static double forest(int seed, Path work, Path environment)
      throws IOException, InterruptedException {
    return test(
        train(
            "benchmarks/pipelines/telco-forest",
            work,
            environment,
            "--set=split.seed=" + seed,
            "--set=algorithm.params.seed=" + seed),
        "roc_auc");
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

  /** Runs a pipeline and returns the directory of its report. */
  private static Path train(String pipeline, Path work, Path environment, String... options)
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
    command.addAll(List.of(options));
    Processes.run(work, command.toArray(String[]::new));
    try (Stream<Path> reports = Files.walk(work.resolve("reports"), 2)) {
      return reports.filter(path -> path.endsWith(run)).findFirst().orElseThrow();
    }
  }

  private static double test(Path report, String metric) throws IOException {
    return find(Files.readAllBytes(report.resolve("metrics.json")), "test").path(metric).asDouble();
  }

  private static double crossValidated(Path report) throws IOException {
    JsonNode folds = find(Files.readAllBytes(report.resolve("cross_validation.json")), "folds");
    double sum = 0;
    for (JsonNode fold : folds) {
      sum += fold.path("metrics").path("roc_auc").asDouble();
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
