package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Line.Point;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvesTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void drawsWhatCanBeCountedByHand() {
    Curves curves =
        new Curves(
            Scored.ranking(
                List.of(
                    RowFactory.create(1, "test", 0.9),
                    RowFactory.create(0, "test", 0.6),
                    RowFactory.create(1, "test", 0.4),
                    RowFactory.create(0, "test", 0.1))));

    assertThat(curves.positiveRate()).isEqualTo(0.5);
    assertThat(curves.roc())
        .containsExactly(
            new Point(0, 0),
            new Point(0, 0.5),
            new Point(0.5, 0.5),
            new Point(0.5, 1),
            new Point(1, 1));
    assertThat(curves.precisionRecall())
        .containsExactly(
            new Point(0.5, 1), new Point(0.5, 0.5), new Point(1, 2 / 3.0), new Point(1, 0.5));
    assertThat(curves.calibration())
        .containsExactly(
            new Point(0.1, 0), new Point(0.4, 1), new Point(0.6, 0), new Point(0.9, 1));
  }

  @Test
  void rowsOfOneScoreAreOnePoint() {
    Curves curves =
        new Curves(
            Scored.ranking(
                List.of(RowFactory.create(1, "test", 0.5), RowFactory.create(0, "test", 0.5))));

    assertThat(curves.roc()).containsExactly(new Point(0, 0), new Point(1, 1));
    assertThat(curves.calibration()).containsExactly(new Point(0.5, 0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 1_000_000})
  void theAreaUnderTheDrawnCurveIsTheRocAuc(int scores) {
    Random random = new Random(scores);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double score = (double) random.nextInt(scores) / scores;
      rows.add(RowFactory.create(random.nextDouble() < score ? 1 : 0, "test", score));
    }

    Ranking ranking = Scored.ranking(rows);

    List<Point> roc = new Curves(ranking).roc();
    assertThat(roc).hasSizeLessThanOrEqualTo(200);
    assertThat(roc.get(roc.size() - 1)).isEqualTo(new Point(1, 1));
    double area = 0;
    for (int i = 1; i < roc.size(); i++) {
      Point from = roc.get(i - 1);
      Point to = roc.get(i);
      assertThat(to.x()).isGreaterThanOrEqualTo(from.x());
      assertThat(to.y()).isGreaterThanOrEqualTo(from.y());
      area += (to.x() - from.x()) * (to.y() + from.y()) / 2;
    }
    assertThat(area).isCloseTo(ranking.rocAuc(), within(0.001));
  }

  @Test
  void scoresThatAreTheProbabilityAreCalibrated() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double score = random.nextDouble();
      rows.add(RowFactory.create(random.nextDouble() < score ? 1 : 0, "test", score));
    }

    List<Point> calibration = new Curves(Scored.ranking(rows)).calibration();

    assertThat(calibration).hasSize(10);
    for (int tenth = 0; tenth < 10; tenth++) {
      assertThat(calibration.get(tenth).x()).isCloseTo(0.05 + tenth / 10.0, within(0.01));
      assertThat(calibration.get(tenth).y()).isCloseTo(0.05 + tenth / 10.0, within(0.04));
    }
  }

  @Test
  void fewPositivesAmongManyRowsAreStillToldApart() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(RowFactory.create(i < 20 ? 1 : 0, "test", 1 - i / 20_000.0));
    }

    List<Point> curve = new Curves(Scored.ranking(rows)).precisionRecall();

    assertThat(curve).hasSizeLessThanOrEqualTo(200);
    assertThat(curve.stream().filter(point -> point.x() < 1)).allMatch(point -> point.y() == 1);
    assertThat(curve).contains(new Point(1, 1));
  }

  @Test
  void splitsAreRankedApart() {
    Map<SplitName, Ranking> rankings =
        Scored.detail(
                Evaluation.of(
                    Scored.binary(
                        List.of(
                            RowFactory.create(1, "test", 0.9),
                            RowFactory.create(0, "test", 0.1),
                            RowFactory.create(1, "train", 0.1),
                            RowFactory.create(0, "train", 0.9))),
                    EvaluationPlan.DEFAULT))
            .rankings();

    assertThat(rankings).containsOnlyKeys(SplitName.TEST, SplitName.TRAIN);
    assertThat(Objects.requireNonNull(rankings.get(SplitName.TEST)).rocAuc()).isCloseTo(1, EXACT);
    assertThat(Objects.requireNonNull(rankings.get(SplitName.TRAIN)).rocAuc()).isCloseTo(0, EXACT);
  }
}
