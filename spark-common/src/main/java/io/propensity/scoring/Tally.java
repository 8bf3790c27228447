package io.propensity.scoring;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;

/** Counts and sketches of rows; two of them become one by {@link #merge}. */
final class Tally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Quantiles lie within 0.3 % of the rank. */
  private static final int SKETCH_SIZE = 1024;

  final long[] scores;
  final long[][] features; // by feature, then by bucket; the last bucket is for missing values
  final Map<String, Long> rejected = new TreeMap<>();
  long rows;
  long scored;
  double sum;
  private final transient KllDoublesSketch sketch;

  Tally(TallyPlan plan) {
    scores = new long[plan.scoreBuckets()];
    features =
        plan.features().stream().map(bucket -> new long[bucket.count() + 1]).toArray(long[][]::new);
    sketch = KllDoublesSketch.newHeapInstance(SKETCH_SIZE);
  }

  private Tally(Packed packed) {
    scores = packed.scores;
    features = packed.features;
    rejected.putAll(packed.rejected);
    rows = packed.rows;
    scored = packed.scored;
    sum = packed.sum;
    sketch = KllDoublesSketch.heapify(Memory.wrap(packed.sketch));
  }

  void addScore(double score) {
    sum += score;
    sketch.update(score);
  }

  KllDoublesSketch sketch() {
    return sketch;
  }

  void merge(Tally other) {
    rows += other.rows;
    scored += other.scored;
    sum += other.sum;
    sketch.merge(other.sketch);
    other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
    add(scores, other.scores);
    for (int i = 0; i < features.length; i++) {
      add(features[i], other.features[i]);
    }
  }

  private static void add(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  /** Travels as what it counted, and the sketch as the bytes that it writes itself. */
  private Object writeReplace() {
    return new Packed(this);
  }

  /** A tally on its way between processes. */
  private static final class Packed implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long[] scores;
    private final long[][] features;
    private final TreeMap<String, Long> rejected;
    private final long rows;
    private final long scored;
    private final double sum;
    private final byte[] sketch;

    Packed(Tally tally) {
      scores = tally.scores;
      features = tally.features;
      rejected = new TreeMap<>(tally.rejected);
      rows = tally.rows;
      scored = tally.scored;
      sum = tally.sum;
      sketch = tally.sketch.toByteArray();
    }

    private Object readResolve() {
      return new Tally(this);
    }
  }
}
