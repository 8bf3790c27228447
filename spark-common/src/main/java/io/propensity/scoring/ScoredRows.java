package io.propensity.scoring;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partition batch by batch and hands out each row with the columns that scoring adds; where
 * rows are counted, those that stand. It hands out one row object again and again, as Spark's own
 * operators do.
 */
final class ScoredRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final UnsafeProjection unsafe;
  private final FeatureBatch batch;
  private final RowBuffer buffer;
  private final ScoredBatch scores;
  private final @Nullable RowCounts counts;
  private final JoinedRow scored = new JoinedRow();
  private int next;
  private boolean ready;
  private boolean ended;

  /**
   * Scores rows.
   *
   * @param counts what counts them; null when all of them are handed out
   */
  ScoredRows(
      Iterator<InternalRow> rows,
      StructType schema,
      VectorLayout layout,
      ScoredBatch scores,
      @Nullable RowCounts counts,
      int capacity) {
    this.rows = rows;
    this.unsafe = UnsafeProjection.create(schema);
    this.batch = new FeatureBatch(layout, capacity);
    this.buffer = new RowBuffer(capacity, schema.size());
    this.scores = scores;
    this.counts = counts;
  }

  @Override
  public boolean hasNext() {
    while (!ready && !ended) {
      if (next < buffer.rows() || fill()) {
        ready = take(next++);
      } else {
        end();
      }
    }
    return ready;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return scored;
  }

  private void end() {
    ended = true;
    if (counts != null) {
      counts.end();
    }
  }

  /** Makes ready a row of the batch, unless it is not to be handed out. */
  private boolean take(int row) {
    InternalRow added = scores.columns(row);
    UnsafeRow kept = buffer.get(row);
    scored.apply(kept, added);
    return counts == null || counts.stands(kept, batch.numbers(row), added.getDouble(0));
  }

  /** Scores the next batch; false when there is none. */
  private boolean fill() {
    if (!rows.hasNext()) {
      return false;
    }
    batch.clear();
    buffer.clear();
    while (!batch.isFull() && rows.hasNext()) {
      InternalRow row = rows.next();
      UnsafeRow bytes = row instanceof UnsafeRow already ? already : unsafe.apply(row);
      buffer.add(bytes);
      batch.add(bytes);
    }
    scores.of(batch);
    next = 0;
    return true;
  }
}
