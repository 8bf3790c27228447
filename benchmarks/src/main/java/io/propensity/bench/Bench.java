package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the benchmark that is named. It ends with 1 when a figure falls short of its goal, and with
 * 64 when there is none of the name.
 */
public final class Bench {

  /** All benchmarks: a new one is a line here. */
  private static final Map<String, Benchmark> ALL =
      Map.of(
          "api",
          new ApiBenchmark(),
          "cluster",
          new ClusterBenchmark(),
          "jobs",
          new JobsBenchmark(),
          "micro",
          new MicroBenchmark(),
          "preview",
          new PreviewBenchmark(),
          "quality",
          new QualityBenchmark(),
          "scoring",
          new ScoringBenchmark(),
          "tables",
          new TablesBenchmark(),
          "training",
          new TrainingBenchmark());

  private Bench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Benchmark benchmark = arguments.length == 1 ? ALL.get(arguments[0]) : null;
    if (benchmark == null) {
      System.err.println(
          "Which benchmark? scripts/bench.sh NAME, one of "
              + String.join(", ", new TreeMap<>(ALL).keySet()));
      System.exit(64);
      return;
    }
    Path work = Files.createTempDirectory(Path.of("benchmarks/target"), arguments[0]);
    Findings findings = new Findings(System.out);
    try {
      benchmark.run(work.toAbsolutePath(), findings);
    } finally {
      delete(work);
    }
    if (findings.fallShort()) {
      System.exit(1);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
