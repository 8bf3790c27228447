package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.evaluation.calibration.CalibrationMethod;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.model.Calibration;
import io.propensity.model.Task;
import io.propensity.pipeline.MetricNames;
import io.propensity.run.ContractException;
import io.propensity.split.SplitName;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void measuresWhatCanBeCountedByHand() {
    Map<String, Double> test =
        evaluate(
            RowFactory.create(1, "test", 0.9),
            RowFactory.create(0, "test", 0.6),
            RowFactory.create(1, "test", 0.4),
            RowFactory.create(0, "test", 0.1));

    assertThat(test.get("rows")).isEqualTo(4.0);
    assertThat(test.get("positive_rate")).isEqualTo(0.5);
    assertThat(test.get("roc_auc")).isCloseTo(0.75, EXACT);
    assertThat(test.get("accuracy")).isEqualTo(0.5);
    double logLoss = -(Math.log(0.9) + Math.log(0.4) + Math.log(0.4) + Math.log(0.9)) / 4;
    assertThat(test.get("log_loss")).isCloseTo(logLoss, EXACT);
  }

  @Test
  void agreesWithScikitLearn() {
    Map<String, Double> test = metrics(Scored.binary(golden("test")));

    Map<String, Double> expected =
        Map.ofEntries(
            Map.entry("roc_auc", 0.765625),
            Map.entry("roc_auc_low", 0.6465309582665787),
            Map.entry("roc_auc_high", 0.8847190417334213),
            Map.entry("pr_auc", 0.7736038890752482),
            Map.entry("log_loss", 0.5533938305588564),
            Map.entry("brier", 0.19355333333333338),
            Map.entry("ks", 0.3883928571428571),
            Map.entry("ece", 0.10633333333333332),
            Map.entry("accuracy", 0.6833333333333333),
            Map.entry("precision", 0.6551724137931034),
            Map.entry("recall", 0.6785714285714286),
            Map.entry("f1", 0.6666666666666666),
            Map.entry("precision_weighted", 0.6842417500926956),
            Map.entry("recall_weighted", 0.6833333333333333),
            Map.entry("f1_weighted", 0.6835978835978835),
            Map.entry("balanced_accuracy", 0.6830357142857143));
    expected.forEach((name, value) -> assertThat(test.get(name)).as(name).isCloseTo(value, EXACT));
  }

  @Test
  void weighsRowsAsScikitLearnDoes() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Golden.LABELS.length; i++) {
      rows.add(RowFactory.create(Golden.LABELS[i], "test", Golden.SCORES[i], Golden.WEIGHTS[i]));
    }
    Evaluation evaluation = Evaluation.of(Scored.weighted(rows), EvaluationPlan.DEFAULT);

    Map<String, Double> test = evaluation.metrics().getOrDefault("test", Map.of());
    Map<String, Double> expected =
        Map.ofEntries(
            Map.entry("roc_auc", 0.7992104728731038),
            Map.entry("pr_auc", 0.8263259373342664),
            Map.entry("log_loss", 0.5274672943693463),
            Map.entry("brier", 0.18216197932657865),
            Map.entry("ks", 0.5159409893229718),
            Map.entry("accuracy", 0.7341111452256678),
            Map.entry("f1", 0.7381048387096775),
            Map.entry("precision_weighted", 0.7352655476674689),
            Map.entry("f1_weighted", 0.7339857975399298),
            Map.entry("balanced_accuracy", 0.734530026454328));
    expected.forEach((name, value) -> assertThat(test.get(name)).as(name).isCloseTo(value, EXACT));
    ConfusionMatrix matrix = Objects.requireNonNull(evaluation.matrices().get(SplitName.TEST));
    assertThat(matrix.labels()).containsExactly("no", "yes");
    assertThat(matrix.counts().get(0).get(1))
        .as("of class no, taken for yes")
        .isCloseTo(14.5, EXACT);
  }

  @Test
  void tiedScoresCountHalf() {
    Map<String, Double> test =
        evaluate(
            RowFactory.create(1, "test", 0.5),
            RowFactory.create(0, "test", 0.5),
            RowFactory.create(1, "test", 0.8),
            RowFactory.create(0, "test", 0.8));

    assertThat(test.get("roc_auc")).isCloseTo(0.5, EXACT);
  }

  @Test
  void aSureMistakeCostsMuchAndNotInfinitelyMuch() {
    Map<String, Double> test =
        evaluate(RowFactory.create(1, "test", 0.0), RowFactory.create(0, "test", 0.0));

    assertThat(test.get("log_loss")).isCloseTo(-Math.log(Math.ulp(1.0)) / 2, within(1e-9));
  }

  @Test
  void theBestTenthOfTheRowsHasItsShareOfThePositives() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(RowFactory.create(i < 8 || i == 50 || i == 99 ? 1 : 0, "test", 1 - i / 100.0));
    }

    Map<String, Double> test = evaluate(rows.toArray(Row[]::new));

    assertThat(test.get("gain_decile_1")).isCloseTo(0.8, EXACT);
    assertThat(test.get("lift_decile_1")).isCloseTo(8, EXACT);
    assertThat(test.get("lift_decile_2")).isCloseTo(0, EXACT);
    assertThat(test.get("lift_decile_6")).isCloseTo(1, EXACT);
    assertThat(test.get("gain_decile_10")).isEqualTo(1);
  }

  @Test
  void aSplitOfOneClassHasNoMetricThatNeedsBoth() {
    Map<String, Double> test =
        evaluate(RowFactory.create(0, "test", 0.2), RowFactory.create(0, "test", 0.4));

    assertThat(test)
        .doesNotContainKeys("roc_auc", "pr_auc", "ks")
        .containsKeys("log_loss", "brier");
  }

  @Test
  void theSameRowsGiveTheSameBitsWhateverTheirOrderAndPartitions() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(260_000)
            .select(
                col("id").mod(3).equalTo(0).cast("int").as("_label"),
                rand(1).lt(0.5).as("half"),
                col("id").multiply(0.73680629).mod(1).as("prediction_score"),
                col("id").multiply(0.32471795).mod(1).plus(0.1).as("_weight"))
            .selectExpr(
                "_label", "if(half, 'test', 'train') AS _split", "prediction_score", "_weight")
            .persist();
    String once = bits(rows);

    assertThat(bits(rows.repartition(7).orderBy(rand(5)))).isEqualTo(once);
    rows.unpersist();
  }

  @Test
  void choosesTheThresholdOnTheValidationSplit() {
    List<Row> rows = new ArrayList<>(golden("validation"));
    rows.add(RowFactory.create(1, "test", 0.36));
    rows.add(RowFactory.create(0, "test", 0.37));

    Evaluation evaluation = chosenBy(rows, new ThresholdRule.BestF1());

    assertThat(Scored.detail(evaluation).threshold()).isEqualTo(0.37);
    assertThat(evaluation.metric(SplitName.VALIDATION, "f1"))
        .isCloseTo(0.7222222222222223, within(1e-12));
    assertThat(evaluation.metric(SplitName.TEST, "accuracy")).isZero();
    assertThat(
            Scored.detail(chosenBy(golden("validation"), new ThresholdRule.Precision(0.8)))
                .threshold())
        .isEqualTo(0.7);
    assertThat(
            Scored.detail(chosenBy(golden("validation"), new ThresholdRule.Recall(0.8)))
                .threshold())
        .isEqualTo(0.43);
  }

  @Test
  void aRowThatIsWorthMuchLowersTheThreshold() {
    Evaluation dear = chosenBy(golden("validation"), new ThresholdRule.Value(1, -10, 0, 0));
    Evaluation cheap = chosenBy(golden("validation"), new ThresholdRule.Value(10, -1, 0, 0));

    assertThat(Scored.detail(dear).threshold()).isEqualTo(0.78);
    assertThat(Scored.detail(cheap).threshold()).isEqualTo(0.18);
  }

  @Test
  void aPrecisionOutOfReachIsSaidAndTheNearestTaken() {
    List<Row> rows =
        List.of(
            RowFactory.create(0, "validation", 0.9),
            RowFactory.create(1, "validation", 0.8),
            RowFactory.create(0, "test", 0.8));

    BinaryDetail detail = Scored.detail(chosenBy(rows, new ThresholdRule.Precision(0.9)));

    assertThat(detail.reached()).isFalse();
    assertThat(detail.threshold()).isEqualTo(0.8);
  }

  @Test
  void noThresholdIsChosenOnTheTestSplit() {
    assertThatThrownBy(() -> chosenBy(golden("test"), new ThresholdRule.BestF1()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("set split.validation");
  }

  @Test
  void isotonicCalibrationAgreesWithScikitLearn() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Golden.LABELS.length; i++) {
      rows.add(
          RowFactory.create(Golden.LABELS[i], "validation", Golden.SCORES[i], Golden.WEIGHTS[i]));
    }
    rows.add(RowFactory.create(1, "test", 0.25, 1.0));
    rows.add(RowFactory.create(0, "test", 0.35, 1.0));
    Evaluation evaluation =
        Evaluation.of(
            Scored.weighted(rows),
            new EvaluationPlan(
                new ThresholdRule.Fixed(0.5),
                CalibrationMethod.ISOTONIC,
                List.of(),
                SplitName.TEST));

    Calibration calibration = Scored.detail(evaluation).calibration().orElseThrow();
    double[] expected = {
      0.0,
      0.0,
      0.0,
      0.20300261096605743,
      0.20300261096605743,
      0.3618705035971223,
      0.3618705035971223,
      0.591140729125833,
      0.591140729125833,
      1.0,
      1.0,
      1.0,
      1.0
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(calibration.apply(-0.1 + i * 0.1)).isCloseTo(expected[i], within(1e-9));
    }
    double brier =
        Math.pow(1 - calibration.apply(0.25), 2) / 2 + Math.pow(calibration.apply(0.35), 2) / 2;
    assertThat(evaluation.metric(SplitName.TEST, "brier")).isCloseTo(brier, EXACT);
    assertThat(Scored.detail(evaluation).uncalibrated().getOrDefault("test", Map.of()).get("brier"))
        .isCloseTo((0.75 * 0.75 + 0.35 * 0.35) / 2, EXACT);
  }

  @Test
  void plattCalibrationAgreesWithScikitLearn() {
    Evaluation evaluation =
        Evaluation.of(
            Scored.binary(golden("validation")),
            new EvaluationPlan(
                new ThresholdRule.Fixed(0.5), CalibrationMethod.PLATT, List.of(), SplitName.TEST));

    Calibration.Platt platt =
        (Calibration.Platt) Scored.detail(evaluation).calibration().orElseThrow();
    assertThat(platt.slope()).isCloseTo(0.7651680771109234, within(1e-5));
    assertThat(platt.intercept()).isCloseTo(-0.1430010155921669, within(1e-5));
  }

  @Test
  void segmentsAreMeasuredWithNullAndOthers() {
    List<Row> rows = new ArrayList<>();
    for (int value = 0; value < 23; value++) {
      for (int i = 0; i < 23 - value; i++) {
        rows.add(RowFactory.create(i % 2, "test", (i % 7) / 7.0, "v" + value));
      }
    }
    rows.add(RowFactory.create(1, "test", 0.5, null));
    rows.add(RowFactory.create(1, "train", 0.5, "v0"));
    ScoredTable table =
        new ScoredTable(Scored.data(rows, ", country STRING"), Task.BINARY, List.of("no", "yes"));

    List<SegmentMetrics> segments =
        Evaluation.of(
                table,
                new EvaluationPlan(
                    new ThresholdRule.Fixed(0.5),
                    CalibrationMethod.NONE,
                    List.of("country"),
                    SplitName.TEST))
            .segments();

    assertThat(segments).hasSize(22);
    assertThat(segments.get(0).segment().label()).isEqualTo("NULL");
    assertThat(segments.get(1).segment().label()).isEqualTo("v0");
    assertThat(segments.get(1).metrics().get("rows")).isEqualTo(23);
    assertThat(segments.get(1).metrics()).containsKeys("roc_auc", "log_loss");
    assertThat(segments.get(21).segment().label()).isEqualTo("others");
    assertThat(segments.get(21).metrics().get("rows")).isEqualTo(3 + 2 + 1);
  }

  @Test
  void theRocAucIsTheChanceThatAPositiveScoresHigher() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(RowFactory.create(i % 3 == 0 ? 1 : 0, "test", random.nextInt(20) / 20.0));
    }

    assertThat(evaluate(rows.toArray(Row[]::new)).get("roc_auc"))
        .isCloseTo(pairwise(rows), within(1e-9));
  }

  private static double pairwise(List<Row> rows) {
    double won = 0;
    long pairs = 0;
    for (Row positive : rows) {
      for (Row negative : rows) {
        if (positive.getInt(0) == 1 && negative.getInt(0) == 0) {
          won += (Math.signum(positive.getDouble(2) - negative.getDouble(2)) + 1) / 2;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  @Test
  void withoutATestSplitTheValidationSplitCounts() {
    List<Row> rows = golden("validation");
    rows.add(RowFactory.create(1, "train", 0.9));
    rows.add(RowFactory.create(0, "train", 0.1));
    EvaluationPlan plan =
        new EvaluationPlan(
            new ThresholdRule.Fixed(0.5),
            CalibrationMethod.NONE,
            List.of("_label"),
            SplitName.VALIDATION);

    Evaluation evaluation = Evaluation.of(Scored.binary(rows), plan);

    assertThat(evaluation.measured()).isEqualTo(SplitName.VALIDATION);
    assertThat(evaluation.metric("rows")).isEqualTo(Golden.LABELS.length);
    assertThat(evaluation.segments()).hasSize(2);
    assertThat(evaluation.segments().stream().mapToDouble(each -> each.metrics().get("rows")).sum())
        .isEqualTo(Golden.LABELS.length);
  }

  private static List<Row> golden(String split) {
    return Scored.rows(split, Golden.LABELS, Golden.SCORES);
  }

  private static Evaluation chosenBy(List<Row> rows, ThresholdRule rule) {
    return Evaluation.of(
        Scored.binary(rows),
        new EvaluationPlan(rule, CalibrationMethod.NONE, List.of(), SplitName.TEST));
  }

  private static String bits(Dataset<Row> rows) {
    Evaluation evaluation =
        Evaluation.of(
            new ScoredTable(rows, Task.BINARY, List.of("no", "yes")), EvaluationPlan.DEFAULT);
    return evaluation.metrics() + " " + Scored.detail(evaluation).rankings();
  }

  private static Map<String, Double> metrics(ScoredTable table) {
    return Evaluation.of(table, EvaluationPlan.DEFAULT).metrics().getOrDefault("test", Map.of());
  }

  private static Map<String, Double> evaluate(Row... rows) {
    return metrics(Scored.binary(List.of(rows)));
  }

  @Test
  void everyMetricThatAPipelineMayNameIsMeasured() {
    List<Row> binary = new ArrayList<>();
    for (int i = 0; i < Golden.LABELS.length; i++) {
      binary.add(RowFactory.create(Golden.LABELS[i], "test", Golden.SCORES[i]));
    }

    assertThat(evaluate(binary.toArray(Row[]::new)))
        .containsKeys(MetricNames.of(Task.BINARY).toArray(String[]::new));
  }
}
