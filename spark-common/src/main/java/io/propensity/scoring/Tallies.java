package io.propensity.scoring;

import java.util.BitSet;
import org.apache.spark.util.AccumulatorV2;
import org.jspecify.annotations.Nullable;

/**
 * The tallies of all partitions as one. A partition counts once, however often its task was tried
 * again or run twice: each attempt reads the same rows, and the first that ends is taken.
 */
final class Tallies extends AccumulatorV2<Tallies.Part, Tally> {

  private static final long serialVersionUID = 1L;

  private final TallyPlan plan;
  private final BitSet partitions = new BitSet();
  private @Nullable Tally total;

  /** What one partition held. */
  record Part(int partition, Tally tally) {}

  Tallies(TallyPlan plan) {
    this.plan = plan;
  }

  TallyPlan plan() {
    return plan;
  }

  @Override
  public boolean isZero() {
    return partitions.isEmpty();
  }

  @Override
  public Tallies copy() {
    Tallies copy = new Tallies(plan);
    copy.merge(this);
    return copy;
  }

  @Override
  public Tallies copyAndReset() {
    return new Tallies(plan);
  }

  @Override
  public void reset() {
    partitions.clear();
    total = null;
  }

  @Override
  public void add(Part part) {
    BitSet one = new BitSet();
    one.set(part.partition());
    merge(one, part.tally());
  }

  @Override
  public void merge(AccumulatorV2<Part, Tally> other) {
    if (other instanceof Tallies tallies && !tallies.isZero()) {
      merge(tallies.partitions, tallies.value());
    }
  }

  private void merge(BitSet more, Tally tally) {
    if (partitions.intersects(more)) {
      return; // a task brings the tally of one partition
    }
    partitions.or(more);
    Tally sum = value();
    sum.merge(tally);
    total = sum;
  }

  @Override
  public Tally value() {
    Tally sum = total;
    return sum == null ? new Tally(plan) : sum;
  }
}
