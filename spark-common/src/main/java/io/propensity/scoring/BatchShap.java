package io.propensity.scoring;

import java.util.List;

/** SHAP values of the rows of one batch after the other. */
sealed interface BatchShap {

  /** Takes a batch; the values of the batch before are gone. */
  void of(FeatureBatch batch);

  /** What all rows begin with. */
  double base(int output);

  /** The value of each feature for an output of a row; good until the next is asked for. */
  double[] values(int row, int output);

  /** Of a model that gives them all. */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record OfLeaves(BatchPredictions shap, double[] base, double[] values) implements BatchShap {

    @Override
    public void of(FeatureBatch batch) {
      shap.of(batch);
    }

    @Override
    public double base(int output) {
      return base[output];
    }

    @Override
    public double[] values(int row, int output) {
      for (int i = 0; i < values.length; i++) {
        values[i] = shap.get(row, output * values.length + i);
      }
      return values;
    }
  }

  /**
   * Of the conditions that a row meets.
   *
   * @param met by model, the conditions as bits of its outputs
   * @param row by condition, 1 where it is met
   */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record OfConditions(List<BatchPredictions> met, ShapTrees.OfConditions asked, double[] row)
      implements BatchShap {

    @Override
    public void of(FeatureBatch batch) {
      met.forEach(model -> model.of(batch));
    }

    @Override
    public double base(int output) {
      return asked.values().base(output);
    }

    @Override
    public double[] values(int number, int output) {
      for (int i = 0; i < row.length; i++) {
        int inModel = i % asked.perModel();
        BatchPredictions model = met.get(i / asked.perModel());
        long bits = (long) model.get(number, inModel / asked.perOutput());
        row[i] = bits >>> inModel % asked.perOutput() & 1;
      }
      return asked.values().of(row, output);
    }
  }
}
