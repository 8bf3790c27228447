package io.propensity.scoring;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Has a partition's scored rows counted while they pass and leaves out those that cannot stand. A
 * row holds the key's columns, why it is rejected, the features as {@link FeatureTable#vector}
 * makes them, and the score.
 */
final class TalliedRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final UnsafeProjection unsafe;
  private final VectorLayout layout;
  private final RowCounts counts;
  private final float[] numbers;
  private final int score;
  private @Nullable UnsafeRow next;
  private boolean ended;

  /**
   * Counts rows.
   *
   * @param score the place of the score
   */
  TalliedRows(
      Iterator<InternalRow> rows,
      StructType schema,
      VectorLayout layout,
      RowCounts counts,
      int score) {
    this.rows = rows;
    this.unsafe = UnsafeProjection.create(schema);
    this.layout = layout;
    this.counts = counts;
    this.numbers = new float[layout.numericCount()];
    this.score = score;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      InternalRow row = rows.next();
      UnsafeRow bytes = row instanceof UnsafeRow already ? already : unsafe.apply(row);
      layout.numbers(bytes, numbers);
      next = counts.stands(bytes, numbers, bytes.getDouble(score)) ? bytes : null;
    }
    if (next == null && !ended) {
      ended = true;
      counts.end();
    }
    return next != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    UnsafeRow row = Objects.requireNonNull(next);
    next = null;
    return row;
  }
}
