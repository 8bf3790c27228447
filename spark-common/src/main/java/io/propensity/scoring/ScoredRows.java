package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partition batch by batch and hands out each row with the columns that scoring adds. It
 * hands out one row object again and again, as Spark's own operators do.
 */
final class ScoredRows implements Iterator<InternalRow> {

  private final Iterator<InternalRow> rows;
  private final UnsafeProjection unsafe;
  private final CatBoostModel model;
  private final FeatureBatch batch;
  private final RowBuffer buffer;
  private final RawValues values;
  private final double[] raw;
  private final JoinedRow scored = new JoinedRow();
  private @Nullable CatBoostPredictions predictions;
  private int next;

  ScoredRows(
      Iterator<InternalRow> rows,
      StructType schema,
      CatBoostModel model,
      VectorLayout layout,
      ModelOutput output,
      int capacity) {
    this.rows = rows;
    this.unsafe = UnsafeProjection.create(schema);
    this.model = model;
    this.batch = new FeatureBatch(layout, capacity, output.dimension());
    this.buffer = new RowBuffer(capacity, schema.size());
    this.values = RawValues.of(output);
    this.raw = new double[output.dimension()];
  }

  @Override
  public boolean hasNext() {
    return next < buffer.rows() || rows.hasNext();
  }

  @Override
  public InternalRow next() {
    if (next == buffer.rows()) {
      predictions = nextBatch();
      next = 0;
    }
    if (predictions == null) {
      throw new NoSuchElementException();
    }
    for (int i = 0; i < raw.length; i++) {
      raw[i] = predictions.get(next, i);
    }
    return scored.apply(buffer.get(next++), values.columns(raw));
  }

  private CatBoostPredictions nextBatch() {
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
    try {
      return batch.predict(model);
    } catch (CatBoostError e) {
      throw new IllegalStateException("CatBoost cannot score a batch: " + e.getMessage(), e);
    }
  }
}
