package io.propensity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.ClassScores;
import io.propensity.evaluation.Curves;
import io.propensity.evaluation.EvaluatedModel;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.Scored;
import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.figure.BarFigure;
import io.propensity.figure.BarFigure.Bar;
import io.propensity.figure.Caption;
import io.propensity.figure.Figure;
import io.propensity.figure.Line;
import io.propensity.figure.Line.Look;
import io.propensity.figure.Line.Point;
import io.propensity.figure.Line.Range;
import io.propensity.figure.LineFigure;
import io.propensity.figure.RoundNumbers;
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
        new ScoreSummary(0.1, Map.of(), all),
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
