package io.propensity.scoring;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads a partition batch by batch and hands out each row with the columns that scoring adds. It
 * hands out one row object again and again, as Spark's own operators do.
 */
final class ScoredRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final UnsafeProjection unsafe;
  private final FeatureBatch batch;
  private final RowBuffer buffer;
  private final ScoredBatch scores;
  private final JoinedRow scored = new JoinedRow();
  private int next;

  ScoredRows(
      Iterator<InternalRow> rows,
      StructType schema,
      VectorLayout layout,
      ScoredBatch scores,
      int capacity) {
    this.rows = rows;
    this.unsafe = UnsafeProjection.create(schema);
    this.batch = new FeatureBatch(layout, capacity);
    this.buffer = new RowBuffer(capacity, schema.size());
    this.scores = scores;
  }

  @Override
  public boolean hasNext() {
    return next < buffer.rows() || rows.hasNext();
  }

  @Override
  public InternalRow next() {
    if (next == buffer.rows()) {
      scores.of(nextBatch());
      next = 0;
    }
    InternalRow added = scores.columns(next);
    return scored.apply(buffer.get(next++), added);
  }

  private FeatureBatch nextBatch() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException();
    }
    batch.clear();
    buffer.clear();
    while (!batch.isFull() && rows.hasNext()) {
      InternalRow row = rows.next();
      UnsafeRow bytes = row instanceof UnsafeRow already ? already : unsafe.apply(row);
      buffer.add(bytes);
      batch.add(bytes);
    }
    return batch;
  }
}
