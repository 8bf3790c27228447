package io.propensity.scoring;

import io.propensity.model.Histogram;
import io.propensity.report.Drift;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The population stability index: how far two counts in the same buckets lie apart. */
final class Stability {

  private static final double LEAST = 1e-4;

  private Stability() {}

  /**
   * The sum of {@code (now - then) * ln(now / then)} over the shares of the buckets; a share below
   * 1e-4 is taken as that, so that an empty bucket counts and does not make the sum infinite.
   */
  static double index(long[] then, long[] now) {
    double before = Math.max(1, Arrays.stream(then).sum());
    double after = Math.max(1, Arrays.stream(now).sum());
    double index = 0;
    for (int i = 0; i < then.length; i++) {
      double expected = Math.max(LEAST, then[i] / before);
      double found = Math.max(LEAST, now[i] / after);
      index += (found - expected) * Math.log(found / expected);
    }
    return index;
  }

  /**
   * The drift of a feature whose counts now are in the baseline's buckets, nulls the last one, and
   * before them, of texts, the values that the baseline does not list. The training had such too
   * where it had many: what it had is not unseen.
   */
  static Drift drift(Histogram baseline, long[] now, long rows) {
    long[] then = counts(baseline);
    double total = Math.max(1, Arrays.stream(then).sum());
    double unseen =
        baseline instanceof Histogram.Categorical texts
            ? Math.max(0, now[now.length - 2] / (double) rows - texts.other() / total)
            : 0;
    return new Drift(
        index(then, now), now[now.length - 1] / (double) rows, baseline.nulls() / total, unseen);
  }

  private static long[] counts(Histogram histogram) {
    if (histogram instanceof Histogram.Categorical texts) {
      return LongStream.concat(
              texts.counts().values().stream().mapToLong(Long::longValue),
              LongStream.of(texts.other(), texts.nulls()))
          .toArray();
    }
    Histogram.Numeric numbers = (Histogram.Numeric) histogram;
    return LongStream.concat(
            Arrays.stream(ScoreTally.longs(numbers.counts())), LongStream.of(numbers.nulls()))
        .toArray();
  }
}
