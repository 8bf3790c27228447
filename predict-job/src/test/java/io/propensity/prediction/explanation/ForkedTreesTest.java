package io.propensity.prediction.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import io.propensity.scoring.ShapTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of trees that are not symmetric against those of CatBoost's own Python package, which
 * {@code make.py} wrote beside the models.
 */
class ForkedTreesTest {

  private static final int FEATURES = 5;

  @ParameterizedTest
  @CsvSource({"lossguide, 1", "depthwise, 1", "depthwise-classes, 3"})
  void haveTheValuesThatCatBoostItselfGives(String name, int outputs) throws Exception {
    byte[] cbm = resource(name + ".cbm");
    List<String[]> rows =
        new String(resource(name + ".tsv"), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split("\t", -1))
            .toList();
    assertThat(rows).hasSize(40);
    ShapTrees.OfConditions trees = (ShapTrees.OfConditions) Explainers.trees(cbm, FEATURES);
    float[][] numbers =
        rows.stream()
            .map(row -> new float[] {Float.parseFloat(row[0]), Float.parseFloat(row[2])})
            .toArray(float[][]::new);
    String[][] texts =
        rows.stream().map(row -> new String[] {row[1], row[3], row[4]}).toArray(String[][]::new);
    try (CatBoostModel model = CatBoostModel.loadModel(cbm);
        CatBoostModel conditions = CatBoostModel.loadModel(trees.cbms().get(0))) {
      CatBoostPredictions raw = model.predict(numbers, texts);
      CatBoostPredictions bits = conditions.predict(numbers, texts);
      for (int row = 0; row < rows.size(); row++) {
        double[] met = met(bits, row, trees);
        for (int output = 0; output < outputs; output++) {
          double[] values = trees.values().of(met, output);
          double sum = trees.values().base(output);
          for (int feature = 0; feature < FEATURES; feature++) {
            sum += values[feature];
            assertThat(values[feature])
                .as("feature %d of row %d", feature, row)
                .isCloseTo(expected(rows.get(row), output, feature), within(1e-6));
          }
          assertThat(trees.values().base(output))
              .isCloseTo(expected(rows.get(row), output, FEATURES), within(1e-6));
          assertThat(sum).isCloseTo(raw.get(row, output), within(1e-9));
        }
      }
    }
  }

  private static double[] met(CatBoostPredictions bits, int row, ShapTrees.OfConditions trees) {
    double[] met = new double[trees.conditions()];
    for (int i = 0; i < met.length; i++) {
      long output = (long) bits.get(row, i / trees.perOutput());
      met[i] = output >>> i % trees.perOutput() & 1;
    }
    return met;
  }

  /** Behind the features: by output the values of the features, and the base. */
  private static double expected(String[] row, int output, int place) {
    return Double.parseDouble(row[FEATURES + output * (FEATURES + 1) + place]);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ForkedTreesTest.class.getResourceAsStream("/shap/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
