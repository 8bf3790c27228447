package io.propensity.scoring;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
  private transient KllDoublesSketch sketch = KllDoublesSketch.newHeapInstance(SKETCH_SIZE);

  Tally(TallyPlan plan) {
    scores = new long[plan.scoreBuckets()];
    features =
        plan.features().stream().map(bucket -> new long[bucket.count() + 1]).toArray(long[][]::new);
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

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    byte[] bytes = sketch.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    sketch = KllDoublesSketch.heapify(Memory.wrap(bytes));
  }
}
