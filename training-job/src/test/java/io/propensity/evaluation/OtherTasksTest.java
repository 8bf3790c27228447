package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.features.Features;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Metrics of several classes and of numbers beside those that scikit-learn 1.9.1 gives for the same
 * rows ({@code log_loss}, {@code f1_score}, {@code roc_auc_score(multi_class='ovr')}, {@code
 * r2_score}, ...). Not scikit-learn's are the one-versus-rest AUC by weight, here the mean of
 * {@code roc_auc_score(y == k, p[:, k], sample_weight=w)}, and Wilson's interval, here its formula
 * with n = (sum w)^2 / sum w^2.
 */
class OtherTasksTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static final int[] CLASSES = {
    2, 0, 1, 0, 0, 0, 1, 1, 2, 1, 1, 2, 1, 2, 0, 0, 0, 1, 2, 0, 2, 1, 2, 2, 2, 2, 0, 1, 2, 1, 0, 2,
    1, 1, 2, 0, 2, 0, 1, 0
  };
  private static final double[][] PROBABILITIES = {
    {0.2, 0.14, 0.66},
    {0.43, 0.34, 0.23},
    {0.32, 0.54, 0.14},
    {0.15, 0.46, 0.39},
    {0.5, 0.18, 0.32},
    {0.6, 0.19, 0.21},
    {0.17, 0.61, 0.22},
    {0.25, 0.36, 0.39},
    {0.12, 0.12, 0.76},
    {0.05, 0.73, 0.22},
    {0.23, 0.54, 0.23},
    {0.33, 0.18, 0.49},
    {0.24, 0.53, 0.23},
    {0.46, 0.06, 0.48},
    {0.65, 0.09, 0.26},
    {0.56, 0.27, 0.17},
    {0.9, 0.05, 0.05},
    {0.22, 0.66, 0.12},
    {0.11, 0.49, 0.4},
    {0.58, 0.23, 0.19},
    {0.26, 0.1, 0.64},
    {0.39, 0.38, 0.23},
    {0.34, 0.31, 0.35},
    {0.34, 0.24, 0.42},
    {0.32, 0.12, 0.56},
    {0.26, 0.28, 0.46},
    {0.64, 0.31, 0.05},
    {0.19, 0.51, 0.3},
    {0.3, 0.28, 0.42},
    {0.14, 0.13, 0.73},
    {0.71, 0.07, 0.22},
    {0.03, 0.14, 0.83},
    {0.31, 0.56, 0.13},
    {0.29, 0.52, 0.19},
    {0.06, 0.05, 0.89},
    {0.54, 0.18, 0.28},
    {0.12, 0.18, 0.7},
    {0.81, 0.16, 0.03},
    {0.34, 0.36, 0.3},
    {0.37, 0.28, 0.35}
  };
  private static final double[] WEIGHTS = {
    0.34, 0.37, 2.43, 1.11, 1.75, 0.67, 3.13, 1.71, 2.69, 0.42, 1.64, 0.39, 2.85, 1.54, 0.41, 0.43,
    1.82, 0.43, 0.75, 1.51, 1.69, 1.95, 2.06, 1.32, 2.06, 0.67, 1.03, 2.6, 0.66, 0.87, 0.93, 1.64,
    0.2, 0.29, 1.58, 0.69, 2.24, 2.59, 1.93, 2.28
  };
  private static final double[] NUMBERS = {
    14.9, 18.8, -0.3, 10.4, 9.8, 22.7, 26.5, 14.4, 14.1, 4.5, 18.7, 22.5, 24.5, 12.2, 39.9, 32.0,
    19.0, 14.7, 16.8, 21.5, 19.8, 24.8, 27.7, 33.7, 31.5, 18.9, 23.9, 16.1, 14.1, 39.1
  };
  private static final double[] PREDICTIONS = {
    13.1, 26.8, -1.7, 11.4, 14.2, 22.8, 28.1, 13.4, 12.2, 3.8, 16.1, 29.0, 23.8, 19.1, 29.2, 32.1,
    21.2, 13.5, 21.2, 24.1, 18.7, 26.5, 38.9, 34.7, 32.7, 17.1, 24.4, 10.9, 13.3, 48.9
  };

  @Test
  void severalClassesAgreeWithScikitLearn() {
    Evaluation evaluation = ofClasses(false);

    assertAgrees(
        evaluation,
        Map.ofEntries(
            Map.entry("log_loss", 0.6641554203863755),
            Map.entry("accuracy", 0.875),
            Map.entry("balanced_accuracy", 0.8736263736263737),
            Map.entry("f1_macro", 0.8732095490716181),
            Map.entry("f1_weighted", 0.873793103448276),
            Map.entry("precision_weighted", 0.8741666666666668),
            Map.entry("recall_weighted", 0.875),
            Map.entry("roc_auc_ovr", 0.9420533170533171),
            Map.entry("roc_auc_ovr_weighted", 0.9425747863247864),
            Map.entry("accuracy_low", 0.738878801611489),
            Map.entry("accuracy_high", 0.945404997490546)));
    assertThat(matrix(evaluation))
        .containsExactly(List.of(12.0, 1.0, 0.0), List.of(1.0, 10.0, 2.0), List.of(0.0, 1.0, 13.0));
  }

  @Test
  void severalClassesAreWeighedAsScikitLearnDoes() {
    Evaluation evaluation = ofClasses(true);

    assertAgrees(
        evaluation,
        Map.ofEntries(
            Map.entry("log_loss", 0.6404683724786847),
            Map.entry("accuracy", 0.8852164541045446),
            Map.entry("balanced_accuracy", 0.8896925981475402),
            Map.entry("f1_macro", 0.8854156306946601),
            Map.entry("f1_weighted", 0.8832611871509943),
            Map.entry("precision_weighted", 0.8859420004047172),
            Map.entry("recall_weighted", 0.8852164541045446),
            Map.entry("roc_auc_ovr", 0.9544130300195683),
            Map.entry("roc_auc_ovr_weighted", 0.9560069391465864),
            Map.entry("accuracy_low", 0.7242068988568634),
            Map.entry("accuracy_high", 0.9577159761112258)));
    assertThat(matrix(evaluation).get(1).get(2)).isCloseTo(2.58, EXACT);
  }

  @Test
  void numbersAgreeWithScikitLearn() {
    Evaluation evaluation = ofNumbers(false);

    assertAgrees(
        evaluation,
        Map.ofEntries(
            Map.entry("rmse", 4.473738183368952),
            Map.entry("mae", 3.1366666666666663),
            Map.entry("mape", 0.3133005904930111),
            Map.entry("r2", 0.7592648723894936),
            Map.entry("median_ae", 1.7499999999999982),
            Map.entry("label_mean", 20.240000000000002)));
    // numpy.quantile(y - f, q, method="averaged_inverted_cdf")
    double[] quantiles = {
      -11.2,
      -11.2,
      -9.799999999999997,
      -2.6000000000000014,
      -0.3000000000000007,
      1.1999999999999993,
      5.200000000000001,
      10.7,
      10.7
    };
    List<Double> residuals =
        Objects.requireNonNull(
            evaluation.regression().orElseThrow().residuals().get(SplitName.TEST));
    for (int i = 0; i < quantiles.length; i++) {
      assertThat(residuals.get(i)).isCloseTo(quantiles[i], EXACT);
    }
  }

  @Test
  void numbersAreWeighedAsScikitLearnDoes() {
    assertAgrees(
        ofNumbers(true),
        Map.ofEntries(
            Map.entry("rmse", 4.101154092574572),
            Map.entry("mae", 2.9032203389830515),
            Map.entry("mape", 0.425120338029012),
            Map.entry("r2", 0.7807465746692026),
            Map.entry("median_ae", 1.6999999999999993),
            Map.entry("label_mean", 19.79288135593221)));
  }

  private static void assertAgrees(Evaluation evaluation, Map<String, Double> expected) {
    expected.forEach(
        (name, value) ->
            assertThat(evaluation.metric(SplitName.TEST, name)).as(name).isCloseTo(value, EXACT));
  }

  private static List<List<Double>> matrix(Evaluation evaluation) {
    return Objects.requireNonNull(evaluation.matrices().get(SplitName.TEST)).counts();
  }

  private static Evaluation ofClasses(boolean weighted) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < CLASSES.length; i++) {
      double[] each = PROBABILITIES[i];
      rows.add(
          RowFactory.create(
              CLASSES[i], "test", List.of(each[0], each[1], each[2]), weight(weighted, i)));
    }
    StructType schema =
        StructType.fromDDL(
            "%s INT, %s STRING, %s ARRAY<DOUBLE>, %s DOUBLE"
                .formatted(
                    Features.LABEL,
                    SplitName.COLUMN,
                    ScoredTable.PROBABILITIES,
                    ScoredTable.WEIGHT));
    return Evaluation.of(
        new ScoredTable(
            LocalSpark.session().createDataFrame(rows, schema),
            Task.MULTICLASS,
            List.of("a", "b", "c")),
        EvaluationPlan.DEFAULT);
  }

  private static Evaluation ofNumbers(boolean weighted) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < NUMBERS.length; i++) {
      rows.add(RowFactory.create(NUMBERS[i], "test", PREDICTIONS[i], weight(weighted, i)));
    }
    StructType schema =
        StructType.fromDDL(
            "%s DOUBLE, %s STRING, %s DOUBLE, %s DOUBLE"
                .formatted(
                    Features.LABEL, SplitName.COLUMN, ScoredTable.SCORE, ScoredTable.WEIGHT));
    return Evaluation.of(
        new ScoredTable(
            LocalSpark.session().createDataFrame(rows, schema), Task.REGRESSION, List.of()),
        EvaluationPlan.DEFAULT);
  }

  private static double weight(boolean weighted, int row) {
    return weighted ? WEIGHTS[row] : 1;
  }
}
