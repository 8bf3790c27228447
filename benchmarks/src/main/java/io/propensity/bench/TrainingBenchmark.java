package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.job.Sessions;
import io.propensity.json.Json;
import io.propensity.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What the trainer costs around CatBoost's native call, and what ingest and session features cost
 * against plain Spark SQL for the same tables, each in processes of its own. Python's CatBoost fits
 * the same rows where PROPENSITY_PYTHON names one with catboost, pandas, pyarrow and scikit-learn.
 * ROWS, TREES, EVENTS and ROUNDS in the process environment make it smaller.
 */
final class TrainingBenchmark implements Benchmark {

  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3"));

  /** Beside two categorical features. */
  private static final int NUMERIC = 18;

  private static final Pattern NATIVE =
      Pattern.compile("CatBoost made a model of \\d+ trees in ([0-9.]+) s");
  private static final String SESSIONS = "pipelines/clickstream-propensity";
  private static final String SCHEMA =
      "event_time TIMESTAMP, event_type STRING, product_id BIGINT, category_id BIGINT,"
          + " category_code STRING, brand STRING, price DOUBLE, user_id BIGINT, user_session STRING";

  /** Everything around the native call may take so much of it. */
  private static final double AROUND = 0.5;

  /** Ingest and features may take so much of what plain SQL takes. */
  private static final double PLAIN = 1.1;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    model(Files.createDirectory(work.resolve("model")), findings);
    sessions(Files.createDirectory(work.resolve("sessions")), findings);
  }

  private static void model(Path work, Findings findings) throws IOException, InterruptedException {
    long rows = setting("ROWS", "1000000");
    String trees = System.getenv().getOrDefault("TREES", "200");
    MadeUsers made = MadeUsers.describe(work, trees, NUMERIC, rows);
    double[] around = new double[ROUNDS];
    double[] called = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      String log = made.train("--force", "--run-id=r-" + round);
      Matcher matcher = NATIVE.matcher(log);
      if (!matcher.find()) {
        throw new IllegalStateException("The log does not tell the native call:\n" + log);
      }
      called[round] = Double.parseDouble(matcher.group(1));
      JsonNode steps = steps(work.resolve("reports/wide/r-" + round));
      double all = 0;
      for (String step : List.of("split", "select", "fit", "evaluate", "figures", "publish")) {
        all += steps.path(step).asDouble();
      }
      around[round] = all - called[round];
      findings.say("round %d: native call %.1f s; steps %s", round + 1, called[round], steps);
    }
    findings.say(
        "%,d rows of 20 features, %s trees: native call %.1f s, all around it %.1f s (medians of %d)",
        rows, trees, Findings.median(called), Findings.median(around), ROUNDS);
    peer(work, made, Findings.median(called), findings);
    findings.atMost(
        "training, around the native call / native call",
        Findings.median(around) / Findings.median(called),
        AROUND,
        "");
  }

  /** Reading what it trains on is no part of Python's fit, nor of the native call. */
  private static void peer(Path work, MadeUsers made, double called, Findings findings)
      throws IOException, InterruptedException {
    Optional<Python> python = Python.named();
    if (python.isEmpty()) {
      findings.say("not run: Python's CatBoost, as PROPENSITY_PYTHON names no Python");
      return;
    }
    PeerRows rows = PeerRows.write(work, made.environment(), made.pipeline().toString(), List.of());
    double[] fits = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      fits[round] =
          python
              .get()
              .run(work, "quality.py", rows.table().toString(), rows.settings().toString())
              .path("fit_seconds")
              .asDouble();
    }
    double fit = Findings.median(fits);
    findings.say(
        "native call %.1f s  peer: %.1f s, Python's CatBoost on the same rows (median of %d)  ratio %.2f, without a goal",
        called, fit, ROUNDS, called / fit);
  }

  private static JsonNode steps(Path report) throws IOException {
    return Json.read(Files.readAllBytes(report.resolve("_run.json")), JsonNode.class, "report")
        .path("seconds");
  }

  private static void sessions(Path work, Findings findings)
      throws IOException, InterruptedException {
    long events = setting("EVENTS", "10000000");
    Path environment = WorkEnvironment.write(work);
    Path csv = write(work, environment, events);
    double[] ours = new double[ROUNDS];
    double[] plain = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Path hand = Files.createDirectory(work.resolve("hand"));
      long begin = System.nanoTime();
      Processes.run(
          work,
          "scripts/spark-submit",
          "--driver-memory",
          "2g",
          "--class",
          PlainSessions.class.getName(),
          "benchmarks/target/benchmarks.jar",
          csv.toString(),
          hand.toString(),
          SCHEMA,
          SESSIONS);
      plain[round] = seconds(begin);
      FileUtils.deleteDirectory(hand.toFile());
      String run = "r-" + round;
      begin = System.nanoTime();
      Processes.run(
          work,
          "scripts/train.sh",
          SESSIONS,
          "--env=" + environment,
          "--steps=ingest,features",
          "--force",
          "--run-id=" + run,
          "--set=sources.raw=" + source(csv));
      ours[round] = seconds(begin);
      findings.say(
          "round %d: by hand %.1f s, ours %.1f s; steps %s",
          round + 1,
          plain[round],
          ours[round],
          steps(work.resolve("reports/clickstream-propensity").resolve(run)));
    }
    double with = Findings.median(ours);
    double without = Findings.median(plain);
    findings.say(
        "%,d events to sessions, whole processes of 2 GB: ours %.1f s (%,.0f events a second), by hand %.1f s (medians of %d, interleaved)",
        events, with, events / with, without, ROUNDS);
    findings.atMost("ingest and session features / plain Spark SQL", with / without, PLAIN, "");
  }

  /** The events of the pipeline's generator as the files of a shop: CSV, a file a million. */
  private static Path write(Path work, Path environment, long events) {
    Environment read = EnvironmentFile.read(environment.toString(), Map.of());
    Path csv = work.resolve("raw/events");
    Sessions.with(
        "bench",
        read,
        spark -> {
          write(spark, read, events, csv);
          return 0;
        });
    return csv;
  }

  private static void write(SparkSession spark, Environment environment, long events, Path csv) {
    Tables.read(spark, "table", MadeTable.write(spark, environment, SESSIONS, events), "make it")
        .withColumn(
            "event_time",
            functions.date_format(functions.col("event_time"), "yyyy-MM-dd HH:mm:ss 'UTC'"))
        .write()
        .option("header", "true")
        .csv(csv.toString());
  }

  private static String source(Path csv) {
    return "{path: %s, format: csv, max_malformed: 0.001, partition_by: [days(event_time)], options: {timestamp_format: \"yyyy-MM-dd HH:mm:ss 'UTC'\"}, schema: \"%s\"}"
        .formatted(csv, SCHEMA);
  }

  private static long setting(String name, String fallback) {
    return Long.parseLong(System.getenv().getOrDefault(name, fallback));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
