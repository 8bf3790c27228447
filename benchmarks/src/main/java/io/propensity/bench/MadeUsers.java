package io.propensity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Made users of 20 numeric and 2 categorical features, and a model of them.
 *
 * @param environment the environment file
 */
record MadeUsers(Path environment) {

  private static final int NUMERIC = 20;
  private static final int CATEGORICAL = 2;
  private static final long LEARNT = 200_000;

  /** Trains {@code wide/1} of so many trees of depth 6 with the training job itself. */
  static MadeUsers train(Path home, String trees, Findings findings)
      throws IOException, InterruptedException {
    MadeUsers made = describe(home, trees, NUMERIC, LEARNT);
    long start = System.nanoTime();
    made.train();
    findings.say(
        "a model of %s trees, learnt from %,d rows in %.0f s",
        trees, LEARNT, (System.nanoTime() - start) / 1e9);
    return made;
  }

  /**
   * Writes the pipeline {@code wide}, its environment and so many labelled rows.
   *
   * @param numeric how many of the 20 numeric features the model sees
   */
  static MadeUsers describe(Path home, String trees, int numeric, long rows) throws IOException {
    Path pipeline = Files.createDirectories(home.resolve("pipelines/wide"));
    Path environment = WorkEnvironment.write(home);
    Files.writeString(pipeline.resolve("pipeline.yaml"), pipeline(trees, numeric));
    SparkSession spark =
        SparkSession.builder().master("local[*]").config("spark.ui.enabled", "false").getOrCreate();
    try {
      rows(spark, rows, true).write().parquet(home.resolve("raw/wide").toString());
    } finally {
      spark.stop();
    }
    return new MadeUsers(environment);
  }

  /** The pipeline's folder. */
  Path pipeline() {
    return environment.resolveSibling("pipelines/wide");
  }

  /** Runs the pipeline in a process of its own and returns what it printed. */
  String train(String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("scripts/train.sh", pipeline().toString(), "--env", environment.toString()));
    command.addAll(List.of(options));
    return Processes.run(environment.resolveSibling("."), command.toArray(String[]::new));
  }

  /** So many users, in the eight files that a nightly job would find; written once. */
  static String users(SparkSession spark, Path work, long rows) {
    Path table = work.resolve("users-" + rows);
    if (!Files.exists(table)) {
      rows(spark, rows, false).write().parquet(table.toString());
    }
    return table.toString();
  }

  private static Dataset<Row> rows(SparkSession spark, long rows, boolean labelled) {
    List<Column> columns = new ArrayList<>(List.of(col("id").as("user_id")));
    for (int i = 1; i <= NUMERIC; i++) {
      columns.add(uniform(i).as("x" + i));
    }
    for (int i = 1; i <= CATEGORICAL; i++) {
      columns.add(concat(lit("c"), pmod(xxhash64(col("id"), lit(-i)), lit(50))).as("c" + i));
    }
    if (labelled) {
      Column odds = uniform(1).plus(uniform(2).multiply(uniform(3))).minus(uniform(4));
      columns.add(odds.plus(uniform(99)).gt(0.9).cast("int").as("label"));
    }
    return spark.range(0, rows, 1, 8).select(columns.toArray(Column[]::new));
  }

  private static Column uniform(int seed) {
    return pmod(xxhash64(col("id"), lit(seed)), lit(1L << 24)).divide(1 << 24);
  }

  private static String pipeline(String trees, int numeric) {
    return """
    format_version: 1
    name: wide
    key: user_id
    task: binary
    sources:
      raw: {path: "${raw}/wide", format: parquet}
    label: {column: label, positive: "1"}
    numeric: [%s]
    categorical: [c1, c2]
    split: {validation: 0, test: 0.2, seed: 1}
    algorithm:
      name: catboost
      params: {iterations: %s, depth: 6}
    """
        .formatted(
            IntStream.rangeClosed(1, numeric)
                .mapToObj(i -> "x" + i)
                .collect(Collectors.joining(", ")),
            trees);
  }
}
