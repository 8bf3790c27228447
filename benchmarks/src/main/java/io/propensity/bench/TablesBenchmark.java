package io.propensity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.sum;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.job.Sessions;
import io.propensity.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What Iceberg costs against plain Parquet: the start of a job, reading 10 million sample users.
 */
final class TablesBenchmark implements Benchmark {

  private static final int ROUNDS = 7;
  private static final int FEW = 10_000;
  private static final int MANY = 10_000_000;

  /** A job may start so many seconds later. */
  private static final double START = 1.5;

  /** Reading may take so much of what it takes with plain Parquet. */
  private static final double READ = 1.05;

  private record Pair(String iceberg, String parquet) {}

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    Path environment = WorkEnvironment.write(work);
    Environment read = EnvironmentFile.read(environment.toString(), Map.of());
    Pair few = Sessions.with("bench", read, spark -> write(spark, read, work, FEW, findings));
    start(environment, few, findings);
    Sessions.with(
        "bench",
        read,
        spark -> {
          read(spark, write(spark, read, work, MANY, findings), findings);
          return 0;
        });
  }

  /** The rows of an ingest, and the same ones in plain files. */
  private static Pair write(
      SparkSession spark, Environment environment, Path work, int rows, Findings findings) {
    long written = System.nanoTime();
    String iceberg = MadeTable.write(spark, environment, MadeTable.SAMPLE_USERS, rows);
    findings.say("%,d sample users made, written and checked in %.1f s", rows, seconds(written));
    String parquet = work.resolve("parquet-" + rows).toString();
    Tables.read(spark, "table", iceberg, "make it").write().parquet(parquet);
    return new Pair(iceberg, parquet);
  }

  private static void start(Path environment, Pair tables, Findings findings)
      throws IOException, InterruptedException {
    double[] iceberg = new double[ROUNDS];
    double[] parquet = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      parquet[round] = process(environment, tables.parquet());
      iceberg[round] = process(environment, tables.iceberg());
    }
    double with = Findings.median(iceberg);
    double without = Findings.median(parquet);
    findings.say(
        "start of a job, to its end: Iceberg %.2f s, Parquet %.2f s (medians of %d, interleaved)",
        with, without, ROUNDS);
    findings.atMost("start of a job, Iceberg - Parquet", with - without, START, " s");
  }

  private static double process(Path environment, String table)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Processes.run(
        environment.resolveSibling("."),
        "scripts/spark-submit",
        "--driver-memory",
        "1g",
        "--jars",
        "training-job/target/training-job.jar",
        "--class",
        OpenTable.class.getName(),
        "benchmarks/target/benchmarks.jar",
        environment.toString(),
        table);
    return seconds(begin);
  }

  private static void read(SparkSession spark, Pair tables, Findings findings) {
    compare(
        spark,
        tables,
        "whole scan",
        rows -> rows.write().format("noop").mode("overwrite").save(),
        findings);
    compare(
        spark,
        tables,
        "filtered scan of three columns",
        rows ->
            rows.filter("country = 'US' AND age > 25")
                .agg(count("*"), sum(col("monetary")))
                .collectAsList(),
        findings);
  }

  /** One round each to warm up; then in turn. */
  private static void compare(
      SparkSession spark,
      Pair tables,
      String what,
      Consumer<Dataset<Row>> reading,
      Findings findings) {
    double[] iceberg = new double[ROUNDS];
    double[] parquet = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      double plain = time(spark, tables.parquet(), reading);
      double ours = time(spark, tables.iceberg(), reading);
      if (round >= 0) {
        parquet[round] = plain;
        iceberg[round] = ours;
      }
    }
    double with = Findings.median(iceberg);
    double without = Findings.median(parquet);
    findings.say(
        "%s of %,d rows: Iceberg %.2f s, Parquet %.2f s (medians of %d, interleaved)",
        what, MANY, with, without, ROUNDS);
    findings.atMost(what + ", Iceberg / Parquet", with / without, READ, "");
  }

  private static double time(SparkSession spark, String table, Consumer<Dataset<Row>> reading) {
    long begin = System.nanoTime();
    reading.accept(Tables.read(spark, "table", table, "make it"));
    return seconds(begin);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
