package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Path;

/** One name of {@code scripts/bench.sh}. */
interface Benchmark {

  /**
   * Measures, and tells each figure beside its goal.
   *
   * @param work an empty directory
   */
  void run(Path work, Findings findings) throws IOException, InterruptedException;
}
