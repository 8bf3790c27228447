package io.propensity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.algorithm.LearningCurve;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.ConfusionMatrix;
import io.propensity.evaluation.Curves;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.PredictedPoint;
import io.propensity.evaluation.RegressionDetail;
import io.propensity.evaluation.Scored;
import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.explanation.ImportanceFigures;
import io.propensity.figure.BarFigure;
import io.propensity.figure.BarFigure.Bar;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.figure.LineFigure;
import io.propensity.figure.MatrixFigure;
import io.propensity.figure.RoundNumbers;
import io.propensity.figure.SwarmFigure;
import io.propensity.model.Baseline;
import io.propensity.model.Flavor;
import io.propensity.model.Histogram;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import io.propensity.tuning.FoldScore;
import io.propensity.tuning.Objective;
import io.propensity.tuning.Trial;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the figures show; how they look is seen by opening them. */
class FiguresTest {

  private static final Ranking TRAIN = Scored.rankingOf(0.9, List.of(group(3, 0), group(0, 3)));
  private static final Ranking TEST =
      Scored.rankingOf(0.75, List.of(group(1, 0), group(0, 1), group(1, 0), group(0, 1)));

  private static final Caption CAPTION = new Caption("tests/3", LocalDate.of(2026, 11, 26));

  private final Map<String, Figure> figures =
      drawn(model(0.30, Map.of(SplitName.TRAIN, TRAIN, SplitName.TEST, TEST)), List.of());

  @Test
  void theRocCurveShowsEachSplitWithItsAucAndTheTestSplitMost() {
    LineFigure figure = lines("roc_curve");

    assertThat(figure.title())
        .isEqualTo("ROC curve\ntests/3, 2026-11-26, 4 rows of the test split");
    assertThat(figure.lines())
        .extracting(Line::name)
        .containsExactly("train, AUC 0.900", "test, AUC 0.750", "chance");
    assertThat(figure.lines())
        .extracting(Line::look)
        .containsExactly(Look.FAINT, Look.MAIN, Look.REFERENCE);
    assertThat(figure.lines().get(1).points()).isEqualTo(new Curves(TEST).roc());
  }

  @Test
  void precisionIsHeldAgainstTheShareOfPositives() {
    LineFigure figure = lines("precision_recall_curve");

    assertThat(figure.lines().get(0).points()).isEqualTo(new Curves(TEST).precisionRecall());
    assertThat(figure.lines())
        .extracting(Line::name)
        .containsExactly("test, average precision 0.800", "share of positives, 0.5");
    assertThat(figure.lines().get(1).points())
        .containsExactly(new Point(0, 0.5), new Point(1, 0.5));
  }

  @Test
  void calibrationOfTheTestSplitIsHeldAgainstTheDiagonal() {
    LineFigure figure = lines("calibration_curve");

    assertThat(figure.lines().get(0).points()).isEqualTo(new Curves(TEST).calibration());
    assertThat(figure.lines().get(0).ranges()).isEqualTo(new Curves(TEST).calibrationRanges());
    assertThat(figure.lines().get(1).points()).containsExactly(new Point(0, 0), new Point(1, 1));
  }

  @Test
  void liftIsThePositivesOverWhatChanceWouldFind() {
    LineFigure figure = lines("lift");

    assertThat(figure.lines().get(0).points())
        .containsExactly(
            new Point(0.25, 2), new Point(0.5, 1), new Point(0.75, 4 / 3.0), new Point(1, 1));
    assertThat(figure.lines().get(1).points()).hasSize(20).startsWith(new Point(0, 3));
    assertThat(figure.y().max()).isEqualTo(4);
  }

  @Test
  void trialsStandInTheOrderOfTheSearchWithTheirSpreadAndTheBestSoFar() {
    LineFigure figure =
        (LineFigure)
            Objects.requireNonNull(
                drawn(
                        model(0.30, Map.of(SplitName.TEST, TEST)),
                        List.of(trial(2, 0.8, 0.9), trial(1, 0.7, 0.7), trial(3, 0.6, 0.7)))
                    .get("trials"));

    assertThat(figure.title()).endsWith(", 3 trials");
    assertThat(figure.lines().get(0).points())
        .containsExactly(
            new Point(1, 0.7),
            new Point(2, 0.7),
            new Point(2, 0.8500000000000001),
            new Point(3, 0.8500000000000001));
    assertThat(figure.lines().get(1).ranges().get(0)).isEqualTo(new Range(0.7, 0.7));
    assertThat(figure.lines().get(1).ranges().get(1).high())
        .isCloseTo(0.85 + Math.sqrt(0.005), within(1e-9));
  }

  private static Trial trial(int number, double... scores) {
    List<FoldScore> folds = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      folds.add(new FoldScore(0, i, Map.of("roc_auc", scores[i]), List.of()));
    }
    return new Trial(number, Map.of(), folds, 1);
  }

  private static Map<String, Figure> drawn(EvaluatedModel model, List<Trial> trials) {
    return Figures.of(CAPTION, model, trials, Objective.of("roc_auc"));
  }

  @Test
  void calibrationOfSmallScoresFillsTheFigure() {
    Ranking rare = Scored.rankingOf(0.5, List.of(Group.of(4, 96, 4.5, 0), Group.of(1, 99, 1, 0)));
    LineFigure figure =
        (LineFigure)
            Objects.requireNonNull(
                drawn(model(0.04, Map.of(SplitName.TEST, rare)), List.of())
                    .get("calibration_curve"));

    assertThat(figure.x().max()).as("of the range of 4 in 100").isCloseTo(0.1, within(1e-9));
    assertThat(figure.y().max()).isEqualTo(figure.x().max());
  }

  @Test
  void scoresAreSharesOfTheirClassInTwentySteps() {
    LineFigure figure = lines("score_distribution");

    assertThat(figure.lines()).extracting(Line::name).containsExactly("No, 4 rows", "Yes, 2 rows");
    assertThat(figure.x().max()).isCloseTo(0.4, within(1e-9));
    List<Point> no = figure.lines().get(0).points();
    assertThat(no).hasSize(40);
    assertThat(no.get(0).y()).isEqualTo(0.75);
    assertThat(no.stream().mapToDouble(Point::y).sum()).isCloseTo(2, within(1e-9));
    List<Point> yes = figure.lines().get(1).points();
    assertThat(yes.get(0).y()).isEqualTo(0);
    assertThat(yes.get(30)).isEqualTo(new Point(0.4 * 15 / 20, 1));
    assertThat(figure.y().max()).isEqualTo(1);
  }

  @Test
  void theGreatestImportancesAreTwentyBars() {
    BarFigure figure = (BarFigure) Objects.requireNonNull(figures.get("feature_importance"));

    assertThat(figure.bars()).hasSize(20).startsWith(new Bar("f0", 30), new Bar("f1", 29));
  }

  @Test
  void aTitleSaysHowManyFeaturesItCutsOff() {
    Map<String, Double> byFeature = new LinkedHashMap<>();
    for (int i = 0; i < 28; i++) {
      byFeature.put("f" + i, 28.0 - i);
    }
    BarFigure cut =
        (BarFigure)
            Objects.requireNonNull(
                ImportanceFigures.of(
                        CAPTION,
                        Importances.of(new Importances.Kind("gini", "Share, %", byFeature)),
                        "fitted on 9 rows")
                    .get("feature_importance"));

    assertThat(cut.title())
        .isEqualTo("Feature importance, 20 of 28 features\ntests/3, 2026-11-26, fitted on 9 rows");
    assertThat(cut.x()).isEqualTo("Share, %");
  }

  @Test
  void theShapSummaryHasASwarmAFeatureTheMostMovingFirst() {
    Importances.ShapSample sample =
        new Importances.ShapSample(
            List.of("weak", "strong"),
            List.of(new double[] {0.1, -2}, new double[] {-0.1, 3}, new double[] {0.2, 0}),
            List.of(new double[] {5, 7}, new double[] {9, Double.NaN}, new double[] {9, 70}));
    SwarmFigure figure = shap(sample);

    assertThat(figure.title())
        .isEqualTo(
            "What features do to the prediction\ntests/3, 2026-11-26, SHAP values of 3 rows");
    assertThat(figure.swarms())
        .extracting(SwarmFigure.Swarm::name)
        .containsExactly("strong", "weak");
    assertThat(figure.swarms().get(0).places()).containsExactly(-2.0, 3.0, 0.0);
    assertThat(figure.swarms().get(0).shades()).containsExactly(0.0, Double.NaN, 1.0);
    assertThat(figure.swarms().get(1).shades()).containsExactly(0.0, 1.0, 1.0);
  }

  @Test
  void theShapSummaryShowsFifteenAndSaysSo() {
    double[] row = new double[16];
    Importances.ShapSample sample =
        new Importances.ShapSample(
            IntStream.range(0, 16).mapToObj(i -> "f" + i).toList(), List.of(row), List.of(row));

    assertThat(shap(sample).title())
        .startsWith("What features do to the prediction, 15 of 16 features\n");
    assertThat(shap(sample).swarms()).hasSize(15);
  }

  private static SwarmFigure shap(Importances.ShapSample sample) {
    Importances importances =
        new Importances(
            List.of(new Importances.Kind("gini", "Share, %", Map.of())),
            List.of(),
            Optional.of(sample));
    Map<String, Figure> drawn = ImportanceFigures.of(CAPTION, importances, "fitted on 9 rows");
    assertThat(drawn).containsOnlyKeys("shap_summary");
    return (SwarmFigure) Objects.requireNonNull(drawn.get("shap_summary"));
  }

  @Test
  void gainIsBetweenChanceAndAPerfectOrder() {
    LineFigure figure = lines("gain");

    assertThat(figure.title()).isEqualTo("Gain\ntests/3, 2026-11-26, 4 rows of the test split");
    assertThat(figure.lines()).extracting(Line::name).containsExactly("model", "perfect", "chance");
    assertThat(figure.lines().get(0).points())
        .containsExactly(
            new Point(0, 0),
            new Point(0.25, 0.5),
            new Point(0.5, 0.5),
            new Point(0.75, 1),
            new Point(1, 1));
    assertThat(figure.lines().get(1).points())
        .containsExactly(new Point(0, 0), new Point(0.5, 1), new Point(1, 1));
  }

  @Test
  void theConfusionMatrixCountsByTheTrueClassAndSaysTheThreshold() {
    EvaluatedModel model = model(0.30, Map.of(SplitName.TEST, TEST));
    Evaluation evaluation =
        new Evaluation(
            Task.BINARY,
            List.of("No", "Yes"),
            Map.of("test", Map.of("rows", 1_234.0)),
            Map.of(
                SplitName.TEST,
                new ConfusionMatrix(
                    List.of("No", "Yes"), List.of(List.of(3.0, 1.0), List.of(0.0, 2.0)))),
            model.evaluation().binary(),
            Optional.empty(),
            List.of());
    MatrixFigure figure =
        (MatrixFigure)
            Objects.requireNonNull(
                EvaluationFigures.of(CAPTION, evaluation, model.classScores(), MeasuredRows.NEW)
                    .get("confusion_matrix"));

    assertThat(figure.title())
        .isEqualTo(
            "Confusion matrix, positive from a score of 0.5000 on\n"
                + "tests/3, 2026-11-26, 1,234 labelled rows");
    assertThat(figure.rows()).isEqualTo("True class");
    assertThat(figure.columns()).isEqualTo("Predicted class");
    assertThat(figure.labels()).containsExactly("No", "Yes");
    assertThat(figure.counts()).containsExactly(List.of(3.0, 1.0), List.of(0.0, 2.0));
  }

  @Test
  void aRegressionIsShownByWhatWasPredictedAndByWhatWasLeft() {
    RegressionDetail detail =
        new RegressionDetail(
            Map.of(),
            new Histogram.Numeric(List.of(-1.0, 0.0, 1.0), List.of(1L, 0L, 2L, 1L), 0),
            List.of(new PredictedPoint(10, 8), new PredictedPoint(2, 5)));
    Evaluation evaluation =
        new Evaluation(
            Task.REGRESSION,
            List.of(),
            Map.of("test", Map.of("rows", 4.0)),
            Map.of(),
            Optional.empty(),
            Optional.of(detail),
            List.of());
    Map<String, Figure> drawn =
        EvaluationFigures.of(CAPTION, evaluation, new ClassScores(Map.of()), MeasuredRows.TEST);

    assertThat(drawn)
        .containsOnlyKeys("predicted_and_actual", "residuals", "residual_distribution");
    LineFigure pairs = (LineFigure) Objects.requireNonNull(drawn.get("predicted_and_actual"));
    assertThat(pairs.title())
        .isEqualTo("Predicted and actual\ntests/3, 2026-11-26, 2 of 4 rows of the test split");
    assertThat(pairs.lines().get(0).points()).containsExactly(new Point(8, 10), new Point(5, 2));
    assertThat(pairs.lines().get(1).points()).containsExactly(new Point(2, 2), new Point(10, 10));
    assertThat(pairs.x().title()).isEqualTo("Predicted");
    assertThat(pairs.y().title()).isEqualTo("Actual");
    LineFigure residuals = (LineFigure) Objects.requireNonNull(drawn.get("residuals"));
    assertThat(residuals.lines().get(0).points())
        .containsExactly(new Point(8, 2), new Point(5, -3));
    assertThat(residuals.y().min()).isEqualTo(-3);
    assertThat(residuals.y().max()).isEqualTo(3);
    LineFigure distribution =
        (LineFigure) Objects.requireNonNull(drawn.get("residual_distribution"));
    assertThat(distribution.lines().get(0).points())
        .containsExactly(
            new Point(-2, 0.25),
            new Point(-1, 0.25),
            new Point(-1, 0),
            new Point(0, 0),
            new Point(0, 0.5),
            new Point(1, 0.5),
            new Point(1, 0.25),
            new Point(2, 0.25));
  }

  @Test
  void theLearningCurveOfTreesCountsThemAndMarksHowManyAreKept() {
    LineFigure figure =
        learning(
            OptionalInt.of(2),
            new LearningCurve("Logloss", List.of(0.6, 0.5, 0.4), List.of(0.65, 0.6, 0.62), 1));

    assertThat(figure.title())
        .isEqualTo("Learning curve\ntests/3, 2026-11-26, fitted on the train split");
    assertThat(figure.x().title()).isEqualTo("Trees");
    assertThat(figure.x().max()).isEqualTo(3);
    assertThat(figure.y().title()).isEqualTo("Logloss");
    assertThat(figure.lines())
        .extracting(Line::name)
        .containsExactly("train", "validation", "2 trees kept");
    assertThat(figure.lines().get(0).points())
        .containsExactly(new Point(1, 0.6), new Point(2, 0.5), new Point(3, 0.4));
    assertThat(figure.lines().get(2).points())
        .containsExactly(new Point(2, 0.4), new Point(2, 0.65));
  }

  @Test
  void theLearningCurveOfARegressionCountsIterationsFromNone() {
    LineFigure figure =
        learning(
            OptionalInt.empty(),
            new LearningCurve("objective", List.of(0.69, 0.5, 0.45), List.of(), 2));

    assertThat(figure.x().title()).isEqualTo("Iterations");
    assertThat(figure.x().max()).isEqualTo(2);
    assertThat(figure.lines()).extracting(Line::name).containsExactly("train");
    assertThat(figure.lines().get(0).points())
        .containsExactly(new Point(0, 0.69), new Point(1, 0.5), new Point(2, 0.45));
  }

  private static LineFigure learning(OptionalInt trees, LearningCurve curve) {
    EvaluatedModel measured = model(0.30, Map.of(SplitName.TEST, TEST));
    FittedModel fitted = measured.model();
    EvaluatedModel model =
        measured.refitted(
            new FittedModel(
                fitted.flavor(),
                fitted.files(),
                fitted.parameters(),
                fitted.seed(),
                trees,
                Optional.of(curve),
                fitted.fingerprint(),
                fitted.importances()));
    return (LineFigure) Objects.requireNonNull(drawn(model, List.of()).get("learning_curve"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0.00031, 0.0004",
    "0.01, 0.01",
    "0.044, 0.06",
    "0.3, 0.4",
    "0.61, 0.8",
    "0.81, 1",
    "1, 1"
  })
  void axesEndAtRoundNumbers(double share, double end) {
    assertThat(RoundNumbers.share(share)).isCloseTo(end, within(1e-12));
  }

  private LineFigure lines(String name) {
    return (LineFigure) Objects.requireNonNull(figures.get(name));
  }

  private static Group group(double positives, double negatives) {
    return Group.of(positives, negatives, positives, 0);
  }

  /** Three negatives at score 0, one negative and two positives at {@code high}. */
  private static EvaluatedModel model(double high, Map<SplitName, Ranking> rankings) {
    Map<String, Double> importances = new LinkedHashMap<>();
    for (int i = 0; i < 25; i++) {
      importances.put("f" + i, 30.0 - i);
    }
    int bucket = (int) Math.round(high * ClassScores.BUCKETS);
    Map<String, List<Long>> counts = new LinkedHashMap<>();
    counts.put("No", counts(3, bucket, 1));
    counts.put("Yes", counts(0, bucket, 2));
    Histogram.Numeric all = new Histogram.Numeric(List.of(0.5), List.of(6L, 0L), 0);
    return new EvaluatedModel(
        new FittedModel(
            Flavor.CATBOOST,
            Path.of("artifact"),
            Map.of(),
            1,
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Importances.of(
                new Importances.Kind("prediction_values_change", "Share, %", importances))),
        evaluation(rankings),
        new ScoreSummary(0.1, Map.of(), all, null),
        new ClassScores(counts),
        new Baseline(Map.of(), all),
        Optional.empty(),
        List.of());
  }

  private static Evaluation evaluation(Map<SplitName, Ranking> rankings) {
    return new Evaluation(
        Task.BINARY,
        List.of("No", "Yes"),
        Map.of("test", Map.of("rows", 4.0)),
        Map.of(),
        Optional.of(
            new BinaryDetail(
                rankings, new ThresholdRule.Fixed(0.5), 0.5, true, Optional.empty(), Map.of())),
        Optional.empty(),
        List.of());
  }

  private static List<Long> counts(long atZero, int bucket, long there) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(ClassScores.BUCKETS, 0L));
    counts.set(0, atZero);
    counts.set(bucket, there);
    return counts;
  }
}
