package io.propensity.scoring;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Reads a partition batch by batch and hands out each row's kept columns with its score. */
final class ScoredRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final CatBoostModel model;
  private final FeatureBatch batch;
  private final Object[][] kept;
  private final boolean positiveIsFirst;
  private @Nullable CatBoostPredictions predictions;
  private int next;

  ScoredRows(
      Iterator<Row> rows,
      CatBoostModel model,
      VectorLayout layout,
      int capacity,
      boolean positiveIsFirst) {
    this.rows = rows;
    this.model = model;
    this.batch = new FeatureBatch(layout, capacity);
    this.kept = new Object[capacity][layout.kept()];
    this.positiveIsFirst = positiveIsFirst;
  }

  @Override
  public boolean hasNext() {
    return next < batch.rows() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (next == batch.rows()) {
      predictions = nextBatch();
      next = 0;
    }
    if (predictions == null) {
      throw new NoSuchElementException();
    }
    Object[] values = new Object[kept[next].length + 1];
    System.arraycopy(kept[next], 0, values, 0, values.length - 1);
    values[values.length - 1] = probability(predictions.get(next, 0));
    next++;
    return RowFactory.create(values);
  }

  private CatBoostPredictions nextBatch() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException();
    }
    batch.clear();
    while (rows.hasNext() && !batch.isFull()) {
      Row row = rows.next();
      Object[] values = kept[batch.rows()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i);
      }
      batch.add(row);
    }
    try {
      return batch.predict(model);
    } catch (CatBoostError e) {
      throw new IllegalStateException("CatBoost cannot score a batch: " + e.getMessage(), e);
    }
  }

  /** The logistic function; {@code 1 - p} where the positive class is the model's first. */
  private double probability(double raw) {
    return 1 / (1 + Math.exp(positiveIsFirst ? raw : -raw));
  }
}
