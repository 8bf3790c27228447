package io.propensity.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads a partition batch by batch and hands out what is carried on of each row, with the columns
 * that scoring adds; where rows are counted, those that stand. It hands out one row object again
 * and again, as Spark's own operators do.
 */
final class ScoredRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final UnsafeProjection unsafe;
  private final UnsafeProjection carried;
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
    int[] places = layout.carriedPlaces(counts != null);
    this.carried = projection(schema, places);
    this.batch = new FeatureBatch(layout, capacity);
    this.buffer = new RowBuffer(capacity, places.length);
    this.scores = scores;
    this.counts = counts;
  }

  private static UnsafeProjection projection(StructType schema, int[] places) {
    List<Expression> columns = new ArrayList<>();
    for (int place : places) {
      StructField field = schema.fields()[place];
      columns.add(new BoundReference(place, field.dataType(), field.nullable()));
    }
    return UnsafeProjection.create(CollectionConverters.asScala(columns).toSeq());
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
      buffer.add(carried.apply(bytes));
      batch.add(bytes);
    }
    scores.of(batch);
    next = 0;
    return true;
  }
}
