package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;

import io.propensity.evaluation.binary.BinaryMetrics;
import io.propensity.evaluation.calibration.CalibratedScores;
import io.propensity.evaluation.ranking.RankedRows;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.ranking.RankingPlan;
import io.propensity.evaluation.slice.Slice;
import io.propensity.evaluation.slice.SlicedRows;
import io.propensity.evaluation.threshold.Confusion;
import io.propensity.evaluation.threshold.ConfusionFold;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.model.Calibration;
import io.propensity.run.ContractException;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures a binary model: calibration and threshold by the validation split, then all slices. */
final class BinaryEvaluation {

  private final ScoredTable scored;
  private final EvaluationPlan plan;
  private final long count;

  BinaryEvaluation(ScoredTable scored, EvaluationPlan plan) {
    this.scored = scored;
    this.plan = plan;
    this.count = scored.rows().count();
  }

  Evaluation run() {
    Optional<Calibration> calibration = plan.calibration().fit(validation());
    if (calibration.isEmpty()) {
      return measure(scored, plan.segments(), calibration, Map.of());
    }
    Map<String, Map<String, Double>> own =
        measure(scored, List.of(), Optional.empty(), Map.of()).metrics();
    Dataset<Row> calibrated =
        scored
            .rows()
            .withColumn(
                ScoredTable.SCORE, CalibratedScores.of(ScoredTable.score(), calibration.get()));
    return measure(scored.with(calibrated), plan.segments(), calibration, own);
  }

  private Dataset<Row> validation() {
    ScoredTable validation = scored.only(SplitName.VALIDATION);
    return validation
        .rows()
        .select(
            ScoredTable.label().cast("int"),
            ScoredTable.score().as(ScoredTable.SCORE),
            validation.weight());
  }

  private Evaluation measure(
      ScoredTable table,
      List<String> segments,
      Optional<Calibration> calibration,
      Map<String, Map<String, Double>> uncalibrated) {
    SlicedRows sliced = SlicedRows.of(table.rows(), segments, plan.measured());
    List<Ranking> rankings =
        RankedRows.of(
                sliced.rows(),
                col(SlicedRows.COLUMN),
                ScoredTable.label(),
                ScoredTable.score(),
                table.weight(),
                sliced.slices().size(),
                count)
            .rankings(new RankingPlan(BinaryMetrics.means(), plan.threshold(), true));
    Ranking validation = rankings.get(sliced.number(SplitName.VALIDATION));
    double threshold = threshold(validation);
    List<Confusion> confusions =
        ConfusionFold.of(
            sliced.rows(),
            col(SlicedRows.COLUMN),
            ScoredTable.label(),
            ScoredTable.score(),
            table.weight(),
            sliced.slices().size(),
            threshold);
    boolean reached =
        validation.best().map(best -> plan.threshold().reached(best.outcome())).orElse(true);
    return new Report(sliced.slices(), rankings, confusions)
        .evaluation(
            new BinaryDetail(
                bySplit(sliced, rankings),
                plan.threshold(),
                threshold,
                reached,
                calibration,
                uncalibrated));
  }

  private double threshold(Ranking validation) {
    if (plan.threshold() instanceof ThresholdRule.Fixed fixed) {
      return fixed.threshold();
    }
    return validation
        .best()
        .orElseThrow(
            () ->
                new ContractException(
                    "evaluation.threshold: %s is chosen on the validation split, which has no rows: set split.validation"
                        .formatted(plan.threshold().label())))
        .score();
  }

  private static Map<SplitName, Ranking> bySplit(SlicedRows sliced, List<Ranking> rankings) {
    Map<SplitName, Ranking> bySplit = new EnumMap<>(SplitName.class);
    for (SplitName split : SplitName.values()) {
      Ranking ranking = rankings.get(sliced.number(split));
      if (ranking.rows() > 0) {
        bySplit.put(split, ranking);
      }
    }
    return bySplit;
  }

  /** Puts what was measured of each slice in its place. */
  private final class Report {

    private final Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    private final Map<SplitName, ConfusionMatrix> matrices = new EnumMap<>(SplitName.class);
    private final List<SegmentMetrics> segments = new ArrayList<>();

    Report(List<Slice> slices, List<Ranking> rankings, List<Confusion> confusions) {
      for (int i = 0; i < slices.size(); i++) {
        if (rankings.get(i).rows() > 0) {
          add(slices.get(i), rankings.get(i), confusions.get(i));
        }
      }
    }

    private void add(Slice slice, Ranking ranking, Confusion confusion) {
      Map<String, Double> measured = BinaryMetrics.of(ranking, confusion);
      if (slice.segment().isPresent()) {
        segments.add(new SegmentMetrics(slice.segment().get(), measured));
      } else {
        metrics.put(slice.split().label(), measured);
        matrices.put(slice.split(), ConfusionMatrix.of(scored.classes(), confusion));
      }
    }

    Evaluation evaluation(BinaryDetail detail) {
      return new Evaluation(
          scored.task(),
          scored.classes(),
          metrics,
          matrices,
          Optional.of(detail),
          Optional.empty(),
          segments);
    }
  }
}
