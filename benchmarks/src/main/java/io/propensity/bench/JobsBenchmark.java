package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    try (JobRuns run = JobRuns.begin(work)) {
      Path many = run.users(USERS);
      peer(run, many, findings);
      fixedCost(run, run.users(FEW), findings);
      Path fewer = run.users(USERS / 10);
      memory(run, many, fewer, findings);
      scale(run, fewer, findings);
    }
  }

  private static void peer(JobRuns run, Path users, Findings findings)
      throws IOException, InterruptedException {
    String python = System.getenv("PROPENSITY_PYTHON");
    if (python == null) {
      findings.say(
          "not run: PySpark and CatBoost's own SHAP values, as PROPENSITY_PYTHON names no Python");
      return;
    }
    String cbm = run.model().toString();
    double[] whole = new double[ROUNDS];
    double[] stage = new double[ROUNDS];
    double[] peerWhole = new double[ROUNDS];
    double[] peerStage = new double[ROUNDS];
    double[] explained = new double[ROUNDS];
    double[] shap = new double[ROUNDS];
    String steps = "";
    Path byHand = run.work().resolve("by-hand");
    for (int round = 0; round < ROUNDS; round++) {
      String own = "r-whole-" + round;
      JobRuns.Took ours = run.kept(Map.of(), users, own);
      whole[round] = ours.whole();
      stage[round] = ours.stage();
      steps = ours.steps().toString();
      JobRuns.Took theirs =
          run.python(python, "predict.py", users.toString(), cbm, byHand.toString());
      if (round == 0) {
        compare(run.published(own), byHand, findings);
      }
      run.forget(own);
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
    findings.say("steps of the job, in seconds: %s", steps);
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

  /** Both have to score the same users alike, or their times say nothing of each other. */
  private static void compare(Path ours, Path theirs, Findings findings) {
    SparkSession spark =
        SparkSession.builder().master("local[*]").config("spark.ui.enabled", "false").getOrCreate();
    try {
      Dataset<Row> own = scores(spark, ours, "own");
      Dataset<Row> byHand = scores(spark, theirs, "by_hand");
      Row compared =
          own.join(byHand, own.col("user_id").equalTo(byHand.col("user_id")), "full_outer")
              .select(
                  functions.count_if(functions.expr("own IS NULL OR by_hand IS NULL")),
                  functions.max(functions.expr("abs(own - by_hand)")))
              .head();
      double difference = compared.isNullAt(1) ? Double.NaN : compared.getDouble(1);
      findings.say("largest difference of a user's score, job and PySpark: %.3g", difference);
      findings.atMost(
          "users that job or PySpark alone scored", (double) compared.getLong(0), 0, "");
      findings.atMost("largest difference of a user's score", difference * 1e6, 1, " millionths");
    } finally {
      spark.stop();
    }
  }

  private static Dataset<Row> scores(SparkSession spark, Path files, String name) {
    Dataset<Row> rows = spark.read().parquet(files.toString());
    return rows.select(rows.col("user_id"), rows.col("prediction_score").as(name));
  }

  private static void fixedCost(JobRuns run, Path users, Findings findings)
      throws IOException, InterruptedException {
    double[] ours = new double[ROUNDS];
    double[] bare = new double[ROUNDS];
    double[] archived = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      ours[round] = run.predict(users, "r-few-" + round).whole();
      bare[round] = run.copy(Map.of("SPARK_CONF_DIR", run.work().toString()), users);
      archived[round] = run.copy(Map.of(), users);
    }
    findings.say(
        "%,d users: job %.1f s; bare Spark application %.1f s, with our archive of classes %.1f s",
        FEW, Findings.median(ours), Findings.median(bare), Findings.median(archived));
    findings.atMost(
        "job on few users / bare Spark", Findings.median(ours) / Findings.median(bare), 1.5, "");
  }

  private static void memory(JobRuns run, Path many, Path fewer, Findings findings)
      throws IOException, InterruptedException {
    LiveHeap.Peak most = run.heap(many, "r-heap-many");
    LiveHeap.Peak least = run.heap(fewer, "r-heap-fewer");
    findings.say(
        "most of the heap that was alive: %d MiB of %,d users (%d looks), %d MiB of %,d (%d looks)",
        most.mebibytes(), USERS, most.looks(), least.mebibytes(), USERS / 10, least.looks());
    findings.atMost(
        "live heap of ten times the users", (double) most.mebibytes() / least.mebibytes(), 1.1, "");
  }

  /** The same users as a cluster would find them: what that costs, by step. */
  private static void scale(JobRuns run, Path users, Findings findings)
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

  private static void told(Findings findings, String what, JobRuns.Took took) {
    findings.say(
        "%,d users, %s: job %.1f s, steps %s", USERS / 10, what, took.whole(), took.steps());
  }
}
