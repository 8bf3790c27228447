package io.propensity.bench;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.job.Sessions;
import io.propensity.model.Manifest;
import io.propensity.model.ModelPath;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ReadyRows;
import io.propensity.scoring.ScoreTally;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The scoring stage against what it cannot be faster than: a scan of the same columns to nowhere,
 * CatBoost's native call on the same rows from ready arrays, and a write of the same output, one
 * after the other on the same cores. ROWS, TREES and ROUNDS in the process environment make it
 * smaller.
 */
final class ScoringBenchmark implements Benchmark {

  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  /** The stage may take so much of the limit. */
  private static final double LIMIT = 1.15;

  /** Counting and comparing may cost so much. */
  private static final double SUMMARY = 1.1;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    long rows = Long.parseLong(System.getenv().getOrDefault("ROWS", "10000000"));
    for (String trees : System.getenv().getOrDefault("TREES", "200,1000").split(",", -1)) {
      MadeUsers made = MadeUsers.train(work.resolve("trees-" + trees), trees, findings);
      Environment environment = EnvironmentFile.read(made.environment().toString(), Map.of());
      Sessions.with(
          "bench",
          environment,
          spark -> {
            Artifact artifact =
                new ArtifactStore(
                        environment.roots().models(), spark.sessionState().newHadoopConf())
                    .open(ModelPath.parse("models/wide/1", environment.roots().models()));
            try (Scorer scorer = Scorers.load(spark, artifact)) {
              String users = MadeUsers.users(spark, work, rows);
              measure(spark, artifact, scorer, users, rows, trees, work, findings);
            }
            return 0;
          });
    }
  }

  private static void measure(
      SparkSession spark,
      Artifact artifact,
      Scorer scorer,
      String users,
      long rows,
      String trees,
      Path work,
      Findings findings) {
    Manifest manifest = artifact.manifest();
    double[] scan = new double[ROUNDS];
    double[] call = new double[ROUNDS];
    double[] write = new double[ROUNDS];
    double[] stage = new double[ROUNDS];
    double[] without = new double[ROUNDS];
    ReadyRows ready = ReadyRows.of(features(spark, users, manifest), manifest);
    int cores = spark.sparkContext().defaultParallelism();
    String output = work.resolve("output").toString();
    for (int round = -1; round < ROUNDS; round++) { // the first warms up
      double[] one = {
        seconds(
            () -> features(spark, users, manifest).write().format("noop").mode("overwrite").save()),
        seconds(() -> ready.score(artifact.read("model.cbm"), rows, cores)),
        seconds(() -> save(shape(spark.read().parquet(users), manifest), output)),
        seconds(() -> save(scored(spark, users, manifest, scorer), output)),
        seconds(
            () ->
                save(
                    output(
                        scorer.score(features(spark, users, manifest), manifest.key()), manifest),
                    output))
      };
      if (round >= 0) {
        scan[round] = one[0];
        call[round] = one[1];
        write[round] = one[2];
        stage[round] = one[3];
        without[round] = one[4];
      }
    }
    double limit = Findings.median(scan) + Findings.median(call) + Findings.median(write);
    findings.say(
        "%s trees, %,d users, %d cores: scan %.2f s, native call %.2f s, write %.2f s; scoring stage %.2f s, without counting %.2f s (medians of %d, interleaved)",
        trees,
        rows,
        cores,
        Findings.median(scan),
        Findings.median(call),
        Findings.median(write),
        Findings.median(stage),
        Findings.median(without),
        ROUNDS);
    findings.atMost(
        trees + " trees: scoring stage / (scan + native + write)",
        Findings.median(stage) / limit,
        LIMIT,
        "");
    findings.atMost(
        trees + " trees: stage with / without drift and summary",
        Findings.median(stage) / Findings.median(without),
        SUMMARY,
        "");
  }

  private static Dataset<Row> features(SparkSession spark, String users, Manifest manifest) {
    return FeatureTable.ofUsers(
        spark.read().parquet(users),
        "bench",
        manifest.key(),
        manifest.inputs(),
        manifest.derived(),
        DAY);
  }

  private static Dataset<Row> scored(
      SparkSession spark, String users, Manifest manifest, Scorer scorer) {
    ScoreTally tally = ScoreTally.begin(spark, manifest);
    return output(scorer.score(features(spark, users, manifest), manifest.key(), tally), manifest);
  }

  /** The columns that the prediction job publishes. */
  private static Dataset<Row> output(Dataset<Row> scored, Manifest manifest) {
    Stream<Column> columns =
        Stream.concat(
            manifest.key().stream().map(scored::col),
            Stream.of(
                scored.col(Scorer.SCORE),
                functions.lit(1L).as("campaign_id"),
                functions.lit(1).as("model_version"),
                functions.lit("r-bench").as("run_id"),
                functions.current_timestamp().as("scored_at")));
    return scored.select(columns.toArray(Column[]::new));
  }

  /** Rows of the same shape, whose scores nothing had to be computed for. */
  private static Dataset<Row> shape(Dataset<Row> users, Manifest manifest) {
    return output(users.select(users.col("user_id"), users.col("x1").as(Scorer.SCORE)), manifest);
  }

  private static void save(Dataset<Row> rows, String output) {
    rows.write().mode("overwrite").parquet(output);
  }

  private static double seconds(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
