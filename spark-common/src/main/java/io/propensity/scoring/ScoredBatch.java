package io.propensity.scoring;

import io.propensity.model.Feature;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of the rows of one batch after the other, as the columns that scoring adds. It
 * hands out one row object again and again.
 */
final class ScoredBatch {

  private final BatchPredictions scores;
  private final RawValues values;
  private final double[] raw;
  private final @Nullable Explained explained;

  private ScoredBatch(BatchPredictions scores, ModelOutput output, @Nullable Explained explained) {
    this.scores = scores;
    this.values = RawValues.of(output);
    this.raw = new double[output.dimension()];
    this.explained = explained;
  }

  /**
   * Of a model.
   *
   * @param shap what explains it; null when nothing is to be explained
   * @param features in the model's order
   * @param capacity the rows of a full batch
   */
  static ScoredBatch of(
      ModelBytes model,
      @Nullable ShapValueModel shap,
      ModelOutput output,
      List<Feature> features,
      int capacity) {
    return new ScoredBatch(
        new BatchPredictions(model.model(), capacity, output.dimension()),
        output,
        shap == null ? null : new Explained(shap, output, features, capacity));
  }

  /** Scores a batch. */
  void of(FeatureBatch batch) {
    scores.of(batch);
    if (explained != null) {
      explained.shap.of(batch);
    }
  }

  /** The added columns for a row of the batch. */
  InternalRow columns(int row) {
    for (int i = 0; i < raw.length; i++) {
      raw[i] = scores.get(row, i);
    }
    if (explained == null) {
      return values.columns(raw);
    }
    InternalRow why = explained.column(row, top());
    return explained.joined.apply(values.columns(raw), why);
  }

  /** The output that the score is made of: the greatest, of two alike the earlier one. */
  private int top() {
    int top = 0;
    for (int i = 1; i < raw.length; i++) {
      top = raw[i] > raw[top] ? i : top;
    }
    return top;
  }

  private static final class Explained {

    private final BatchShap shap;
    private final Explanation explanation;
    private final Object[] struct = new Object[1];
    private final InternalRow column = new GenericInternalRow(struct);
    private final JoinedRow joined = new JoinedRow();

    Explained(ShapValueModel model, ModelOutput output, List<Feature> features, int capacity) {
      this.shap = model.batch(features.size(), capacity);
      this.explanation = new Explanation(features, output);
    }

    InternalRow column(int row, int output) {
      struct[0] = explanation.of(shap.base(output), shap.values(row, output));
      return column;
    }
  }
}
