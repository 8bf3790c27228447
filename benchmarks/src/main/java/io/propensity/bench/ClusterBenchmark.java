package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The scoring stage on a standalone cluster of two single-core workers against the same on two
 * cores of one process. USERS and ROUNDS in the process environment make it smaller.
 */
final class ClusterBenchmark implements Benchmark {

  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3"));
  private static final long USERS =
      Long.parseLong(System.getenv().getOrDefault("USERS", "5000000"));
  private static final double LIMIT = 1.15;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    try (JobRuns jobs = JobRuns.begin(work);
        StandaloneCluster cluster = StandaloneCluster.start(work)) {
      Path users = jobs.users(USERS);
      Map<String, String> together =
          Map.of("SPARK_ARGS", "--master %s --executor-memory 1g".formatted(cluster.url()));
      Map<String, String> alone = Map.of("SPARK_ARGS", "--master local[2]");
      double[] many = new double[ROUNDS];
      double[] one = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        many[round] = jobs.predict(together, users, "r-together-" + round).stage();
        one[round] = jobs.predict(alone, users, "r-alone-" + round).stage();
      }
      findings.say(
          "%,d sample users: stage of two workers of one core %.1f s, of two cores of one process %.1f s (medians of %d, interleaved); %,.0f users a second and core",
          USERS,
          Findings.median(many),
          Findings.median(one),
          ROUNDS,
          USERS / Findings.median(one) / 2);
      findings.atMost(
          "stage of two workers / of one process",
          Findings.median(many) / Findings.median(one),
          LIMIT,
          "");
    }
  }
}
