package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.evaluation.paired.Difference;
import io.propensity.evaluation.paired.PairedAuc;
import io.propensity.evaluation.paired.PairedMeans;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Differences beside those that numpy gives for the same rows: of the AUC the mean and {@code
 * sqrt(var(d10, ddof=1) / m + var(d01, ddof=1) / n)} of the differences of placements; of a mean
 * {@code std(b - a, ddof=1) / sqrt(n)}; of the RMSE that of {@code eb^2 / (2 rmse_b) - ea^2 / (2
 * rmse_a)}; with weights {@code sqrt(sum(w^2 (x - mean)^2)) / sum(w) * sqrt(n / (n - 1))}.
 */
class PairedTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static final double[] CHALLENGER = {
    0.16, 0.9, 0.3, 0.56, 0.64, 0.89, 0.65, 0.4, 0.37, 0.69, 0.42, 0.99, 0.36, 0.06, 0.25, 0.77,
    0.48, 0.51, 0.87, 0.08, 0.81, 0.82, 0.23, 0.53, 0.66, 0.12, 0.65, 0.75, 0.58, 0.34, 0.4, 0.41,
    0.49, 0.45, 0.48, 0.75, 0.69, 0.17, 0.56, 0.24, 0.43, 0.35, 0.57, 0.36, 0.39, 0.66, 0.58, 0.98,
    0.01, 0.88, 0.16, 0.31, 0.68, 0.29, 0.56, 0.17, 0.06, 0.52, 0.49, 0.86
  };

  private static final Column LABEL = col("label");
  private static final Column CHAMPION_SCORE = col("champion");
  private static final Column CHALLENGER_SCORE = col("challenger");

  @Test
  void theDifferenceOfTwoAucsIsDeLongs() {
    Difference auc = PairedAuc.of(rows(), LABEL, CHAMPION_SCORE, CHALLENGER_SCORE, lit(1.0), 60);

    assertThat(auc.value()).isCloseTo(0.8024553571428571 - 0.765625, EXACT);
    assertThat(auc.deviation()).isCloseTo(0.03936048731143123, EXACT);
    assertThat(auc.told()).isFalse();
    assertThat(auc.high() - auc.low()).isCloseTo(2 * 1.959963984540054 * auc.deviation(), EXACT);
  }

  @Tag("heavy")
  @Test
  void theSameBitsComeOutWhateverTheOrderAndPartitions() {
    Dataset<Row> many =
        LocalSpark.session()
            .range(260_000)
            .select(
                col("id").mod(3).equalTo(0).cast("int").as("label"),
                col("id").multiply(0.73680629).mod(1).as("champion"),
                functions.round(col("id").multiply(0.41421356).mod(1), 3).as("challenger"),
                col("id").multiply(0.32471795).mod(1).plus(0.1).as("weight"))
            .persist();

    Difference once = auc(many);
    assertThat(auc(many.repartition(7).orderBy(functions.rand(5)))).isEqualTo(once);
    assertThat(once.deviation()).isBetween(0.0001, 0.01);
    many.unpersist();
  }

  @Test
  void meansAreComparedRowByRow() {
    List<Difference> differences =
        PairedMeans.ofBinary(
            rows(),
            LABEL,
            new PairedMeans.Scores(CHAMPION_SCORE, 0.5),
            new PairedMeans.Scores(CHALLENGER_SCORE, 0.4),
            lit(1.0));

    assertThat(differences)
        .extracting(Difference::metric)
        .containsExactly("log_loss", "brier", "accuracy");
    assertIs(differences.get(0), 0.011093483066784081, 0.058938945137913465);
    assertIs(differences.get(1), -0.01339166666666668, 0.015107001649002872);
    assertIs(differences.get(2), 0, 0.058222250973958195);
  }

  @Test
  void rowsThatCountMoreMoveTheDifferenceMore() {
    List<Difference> differences =
        PairedMeans.ofBinary(
            rows(),
            LABEL,
            new PairedMeans.Scores(CHAMPION_SCORE, 0.5),
            new PairedMeans.Scores(CHALLENGER_SCORE, 0.4),
            col("weight"));

    assertIs(differences.get(0), -0.012399469888143633, 0.04139606832512833);
    assertIs(differences.get(2), -0.03592262818544672, 0.06223462301383074);
  }

  @Test
  void ofNumbersTheRootIsComparedByTheDeltaMethod() {
    List<Difference> differences =
        PairedMeans.ofNumbers(rows(), LABEL, CHAMPION_SCORE, CHALLENGER_SCORE, lit(1.0));

    assertThat(differences).extracting(Difference::metric).containsExactly("rmse", "mae");
    assertIs(differences.get(0), -0.015492414556081135, 0.017526508965698007);
    assertIs(differences.get(1), -0.010500000000000011, 0.019246285135719667);
  }

  @Test
  void ofClassesTheTrueOnesProbabilityIsCompared() {
    Column first = functions.array(lit(1.0).minus(CHAMPION_SCORE), CHAMPION_SCORE);
    Column second = functions.array(lit(1.0).minus(CHALLENGER_SCORE), CHALLENGER_SCORE);

    List<Difference> differences = PairedMeans.ofClasses(rows(), LABEL, first, second, lit(1.0));

    assertIs(differences.get(0), 0.011093483066784081, 0.058938945137913465);
    assertThat(differences.get(1).metric()).isEqualTo("accuracy");
  }

  @Test
  void aModelBesideItselfHasNoDifference() {
    assertIs(PairedAuc.of(rows(), LABEL, CHAMPION_SCORE, CHAMPION_SCORE, lit(1.0), 60), 0, 0);
    assertIs(
        PairedMeans.ofNumbers(rows(), LABEL, CHAMPION_SCORE, CHAMPION_SCORE, lit(1.0)).get(0),
        0,
        0);
  }

  private static Difference auc(Dataset<Row> rows) {
    return PairedAuc.of(rows, LABEL, CHAMPION_SCORE, CHALLENGER_SCORE, col("weight"), 260_000);
  }

  private static void assertIs(Difference difference, double value, double deviation) {
    assertThat(difference.value()).isCloseTo(value, EXACT);
    assertThat(difference.deviation()).isCloseTo(deviation, within(1e-9));
  }

  private static Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Golden.LABELS.length; i++) {
      rows.add(
          RowFactory.create(Golden.LABELS[i], Golden.SCORES[i], CHALLENGER[i], Golden.WEIGHTS[i]));
    }
    return LocalSpark.session()
        .createDataFrame(
            rows,
            StructType.fromDDL("label INT, champion DOUBLE, challenger DOUBLE, weight DOUBLE"));
  }
}
