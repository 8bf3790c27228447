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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The whole prediction job on sample users, as a process: against what somebody would write with
 * PySpark, against a bare Spark application, against itself on more rows, and what explaining every
 * score costs against CatBoost's own SHAP values. USERS and ROUNDS in the process environment make
 * it smaller; PROPENSITY_PYTHON names a Python with pyspark, pandas, pyarrow and catboost.
 */
final class JobsBenchmark implements Benchmark {

  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3"));
  private static final long USERS =
      Long.parseLong(System.getenv().getOrDefault("USERS", "5000000"));
  private static final int FEW = 1000;
  private static final int FILES = 10_000;
  private static final int PARTITIONS = 2000;

  private static final String PIPELINE = "pipelines/campaign-response";
  private static final Pattern STAGE = Pattern.compile("stage ([0-9.]+)");

  /** Of a line of the collector's log: what is alive after a collection. */
  private static final Pattern ALIVE = Pattern.compile("->(\\d+)M\\(");

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    Path environment = MadeUsers.writeEnvironment(work);
    Processes.run(work, "scripts/train.sh", PIPELINE, "--env=" + environment);
    Path artifact = work.resolve("models/campaign-response/1");
    List<String> features = new ArrayList<>();
    for (JsonNode feature : read(artifact.resolve("manifest.json")).path("features")) {
      features.add(feature.path("name").asText());
    }
    try (CampaignServer server = CampaignServer.start("models/campaign-response/1", features)) {
      Run run = new Run(work, environment, server.url());
      Path many = run.users(USERS);
      peer(run, many, artifact, findings);
      fixedCost(run, run.users(FEW), findings);
      Path fewer = run.users(USERS / 10);
      memory(run, many, fewer, findings);
      scale(run, fewer, findings);
    }
  }

  private static void peer(Run run, Path users, Path artifact, Findings findings)
      throws IOException, InterruptedException {
    String python = System.getenv("PROPENSITY_PYTHON");
    if (python == null) {
      findings.say(
          "not run: PySpark and CatBoost's own SHAP values, as PROPENSITY_PYTHON names no Python");
      return;
    }
    String cbm = artifact.resolve("model.cbm").toString();
    double[] whole = new double[ROUNDS];
    double[] stage = new double[ROUNDS];
    double[] peerWhole = new double[ROUNDS];
    double[] peerStage = new double[ROUNDS];
    double[] explained = new double[ROUNDS];
    double[] shap = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Took ours = run.predict(users, "r-whole-" + round);
      whole[round] = ours.whole();
      stage[round] = ours.stage();
      Took theirs =
          run.python(python, "predict.py", users.toString(), cbm, run.work() + "/by-hand");
      peerWhole[round] = theirs.whole();
      peerStage[round] = theirs.stage();
      explained[round] = run.predict(users, "r-why-" + round, "--explain=all").stage();
      shap[round] =
          run.python(python, "shap.py", users.toString(), cbm, Long.toString(USERS)).stage();
    }
    findings.say(
        "%,d sample users: job %.1f s, of it the stage %.1f s; PySpark %.1f s, stage %.1f s; stage with every score explained %.1f s, CatBoost's own SHAP values %.1f s (medians of %d, interleaved)",
        USERS,
        Findings.median(whole),
        Findings.median(stage),
        Findings.median(peerWhole),
        Findings.median(peerStage),
        Findings.median(explained),
        Findings.median(shap),
        ROUNDS);
    findings.atMost(
        "whole job / PySpark", Findings.median(whole) / Findings.median(peerWhole), 0.6, "");
    findings.atMost(
        "stage / PySpark's stage", Findings.median(stage) / Findings.median(peerStage), 0.55, "");
    findings.atMost(
        "stage that explains all / CatBoost's own SHAP values",
        Findings.median(explained) / Findings.median(shap),
        1.2,
        "");
  }

  private static void fixedCost(Run run, Path users, Findings findings)
      throws IOException, InterruptedException {
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = run.predict(users, "r-few-" + round).whole();
      bare[round] = run.copy(users);
    }
    findings.say(
        "%,d users: job %.1f s, bare Spark application %.1f s",
        FEW, Findings.median(ours), Findings.median(bare));
    findings.atMost(
        "job on few users / bare Spark", Findings.median(ours) / Findings.median(bare), 1.5, "");
  }

  private static void memory(Run run, Path many, Path fewer, Findings findings)
      throws IOException, InterruptedException {
    double most = run.heap(many, "r-heap-many");
    double least = run.heap(fewer, "r-heap-fewer");
    findings.say(
        "peak heap after a collection: %.0f MiB of %,d users, %.0f MiB of %,d",
        most, USERS, least, USERS / 10);
    findings.atMost("peak heap of ten times the users", most / least, 1.1, "");
  }

  /** The same users as a cluster would find them: what that costs, by step. */
  private static void scale(Run run, Path users, Findings findings)
      throws IOException, InterruptedException {
    Path files = run.work().resolve("many-files");
    Path skewed = run.work().resolve("skewed");
    SparkSession spark =
        SparkSession.builder().master("local[*]").config("spark.ui.enabled", "false").getOrCreate();
    try {
      Dataset<Row> rows = spark.read().parquet(users.toString());
      rows.repartition(FILES).write().parquet(files.toString());
      Column half = rows.col("user_id").mod(2).equalTo(0);
      rows.filter(half).coalesce(1).write().parquet(skewed.toString());
      rows.filter(functions.not(half))
          .repartition(PARTITIONS / 100)
          .write()
          .mode("append")
          .parquet(skewed.toString());
    } finally {
      spark.stop();
    }
    String partitions = "--conf spark.sql.files.minPartitionNum=" + PARTITIONS;
    Map<String, String> split =
        Map.of(
            "SPARK_ARGS",
            partitions
                + " --conf spark.sql.files.openCostInBytes=0 --conf spark.sql.files.maxPartitionBytes=64k");
    told(findings, "as they are", run.predict(users, "r-as-they-are"));
    told(findings, "%,d files".formatted(FILES), run.predict(files, "r-files"));
    told(
        findings,
        "%,d files, at least %,d partitions".formatted(FILES, PARTITIONS),
        run.predict(split, files, "r-partitions"));
    told(findings, "half of the rows in one file", run.predict(skewed, "r-skewed"));
  }

  private static void told(Findings findings, String what, Took took) {
    findings.say(
        "%,d users, %s: job %.1f s, steps %s", USERS / 10, what, took.whole(), took.steps());
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file), JsonNode.class, file.toString());
  }

  /** Seconds of a process, of the stage that scores, and of each step as the report has them. */
  private record Took(double whole, double stage, JsonNode steps) {}

  /** Runs the job and its peers. */
  private record Run(Path work, Path environment, String service) {

    /** So many sample users as Parquet files. */
    Path users(long count) throws IOException, InterruptedException {
      Path home = Files.createDirectories(work.resolve("users-" + count));
      Path own = MadeUsers.writeEnvironment(home);
      Processes.run(
          work,
          "scripts/train.sh",
          PIPELINE,
          "--env=" + own,
          "--steps=ingest",
          "--set=sources.raw.options.rows=" + count);
      return home.resolve("warehouse/campaign-response/raw/data");
    }

    Took predict(Path users, String run, String... options)
        throws IOException, InterruptedException {
      return predict(Map.of(), users, run, options);
    }

    private Took predict(Map<String, String> variables, Path users, String run, String... options)
        throws IOException, InterruptedException {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "scripts/predict.sh",
                  "--campaign-id=1",
                  "--env=" + environment,
                  "--config-api-url=" + service,
                  "--users=" + users,
                  "--run-id=" + run));
      command.addAll(List.of(options));
      long begin = System.nanoTime();
      Processes.run(work, variables, command.toArray(String[]::new));
      double whole = (System.nanoTime() - begin) / 1e9;
      Path result = work.resolve("output/campaign-1").resolve(run);
      JsonNode steps = read(result.resolve("_run.json")).path("seconds");
      FileUtils.deleteDirectory(result.toFile());
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

    double copy(Path users) throws IOException, InterruptedException {
      long begin = System.nanoTime();
      Processes.run(
          work,
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

    /** The most that was alive after a collection, in MiB. */
    double heap(Path users, String run) throws IOException, InterruptedException {
      Path log = work.resolve(run + ".log");
      predict(Map.of("SPARK_ARGS", "--driver-java-options -Xlog:gc:file=" + log), users, run);
      double most = 0;
      for (String line : Files.readAllLines(log)) {
        Matcher alive = ALIVE.matcher(line);
        if (alive.find()) {
          most = Math.max(most, Double.parseDouble(alive.group(1)));
        }
      }
      return most;
    }
  }
}
