package io.propensity.catboost;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * SHAP values of some rows, in the unit of the model's raw score.
 *
 * @param outputs 1, or a raw score a class
 * @param values by row: for each output, a value a feature in the model's order and at last what
 *     all rows begin with; their sum is the row's raw score
 * @param inputs by row: the features' values where they are numbers, NaN where they are categories
 */
@SuppressWarnings("ArrayRecordComponent") // read by index alone: a list would box each value
public record ShapValues(int outputs, double[][] values, float[][] inputs) {

  /** The features that there are values for. */
  public int features() {
    return values.length == 0 ? 0 : values[0].length / outputs - 1;
  }

  /** The value of a feature for one output of a row. */
  public double value(int row, int output, int feature) {
    return values[row][output * (features() + 1) + feature];
  }

  /**
   * Sums what leaves add by letting the scorer predict with a copy of the model whose leaves hold
   * one feature's share: so rows fall into leaves exactly as they do in scoring, whatever their
   * categories, of which the trainer's library can only explain whole numbers.
   */
  static ShapValues of(Path model, LeafShap shap, SampleRows rows, Path copy)
      throws IOException, CatBoostError {
    int features = rows.kinds().size();
    int outputs = shap.means().length;
    double[][] values = new double[rows.size()][outputs * (features + 1)];
    double[] bias = new double[outputs];
    Files.copy(model, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel =
        FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer leafValues = CbmFile.leafValues(channel, copy);
      shap.put(features, leafValues);
      add(copy, rows, (row, output, raw) -> bias[output] = raw);
      for (int feature = 0; feature < features; feature++) {
        int place = feature;
        shap.put(feature, leafValues);
        add(
            copy,
            rows,
            (row, output, raw) ->
                values[row][output * (features + 1) + place] = raw - bias[output]);
      }
    }
    for (double[] row : values) {
      for (int output = 0; output < outputs; output++) {
        row[output * (features + 1) + features] = shap.means()[output] + bias[output];
      }
    }
    return new ShapValues(outputs, values, inputs(rows, features));
  }

  private interface Sink {
    void take(int row, int output, double raw);
  }

  private static void add(Path model, SampleRows rows, Sink sink)
      throws IOException, CatBoostError {
    try (CatBoostModel loaded = CatBoostModel.loadModel(model.toString())) {
      CatBoostPredictions predictions = loaded.predict(rows.numbers(), rows.categories());
      for (int row = 0; row < rows.size(); row++) {
        for (int output = 0; output < predictions.getPredictionDimension(); output++) {
          sink.take(row, output, predictions.get(row, output));
        }
      }
    }
  }

  private static float[][] inputs(SampleRows rows, int features) {
    float[][] inputs = new float[rows.size()][features];
    for (int row = 0; row < rows.size(); row++) {
      for (int feature = 0; feature < features; feature++) {
        inputs[row][feature] = rows.input(row, feature);
      }
    }
    return inputs;
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(values.length);
      out.writeInt(outputs);
      out.writeInt(features());
      for (int row = 0; row < values.length; row++) {
        for (double value : values[row]) {
          out.writeDouble(value);
        }
        for (float input : inputs[row]) {
          out.writeFloat(input);
        }
      }
    }
  }

  static ShapValues read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int rows = in.readInt();
      int outputs = in.readInt();
      int features = in.readInt();
      double[][] values = new double[rows][outputs * (features + 1)];
      float[][] inputs = new float[rows][features];
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < values[row].length; i++) {
          values[row][i] = in.readDouble();
        }
        for (int i = 0; i < features; i++) {
          inputs[row][i] = in.readFloat();
        }
      }
      return new ShapValues(outputs, values, inputs);
    }
  }
}
