package io.propensity.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.propensity.evaluation.multiclass.ClassifiedFold;
import io.propensity.evaluation.multiclass.ClassifiedRows;
import io.propensity.evaluation.multiclass.MulticlassMetrics;
import io.propensity.evaluation.ranking.RankedRows;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.ranking.RankingPlan;
import io.propensity.evaluation.slice.Slice;
import io.propensity.evaluation.slice.SlicedRows;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures a model of several classes; each class is ranked against all others. */
final class MulticlassEvaluation {

  private final ScoredTable scored;
  private final EvaluationPlan plan;
  private final int classes;

  MulticlassEvaluation(ScoredTable scored, EvaluationPlan plan) {
    this.scored = scored;
    this.plan = plan;
    this.classes = scored.classes().size();
  }

  Evaluation run() {
    SlicedRows sliced = SlicedRows.of(scored.rows(), plan.segments(), plan.measured());
    List<Slice> slices = sliced.slices();
    List<ClassifiedRows> classified =
        ClassifiedFold.of(
            sliced.rows(),
            col(SlicedRows.COLUMN),
            ScoredTable.label(),
            col(ScoredTable.PROBABILITIES),
            scored.weight(),
            slices.size(),
            classes);
    List<Ranking> rankings = rankings(sliced, classified);
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    Map<SplitName, ConfusionMatrix> matrices = new EnumMap<>(SplitName.class);
    List<SegmentMetrics> segments = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      ClassifiedRows rows = classified.get(i);
      if (rows.rows() > 0) {
        Map<String, Double> measured =
            MulticlassMetrics.of(rows, rankings.subList(i * classes, (i + 1) * classes));
        if (slices.get(i).segment().isPresent()) {
          segments.add(new SegmentMetrics(slices.get(i).segment().get(), measured));
        } else {
          metrics.put(slices.get(i).split().label(), measured);
          matrices.put(slices.get(i).split(), new ConfusionMatrix(scored.classes(), rows.counts()));
        }
      }
    }
    return new Evaluation(
        scored.task(),
        scored.classes(),
        metrics,
        matrices,
        Optional.empty(),
        Optional.empty(),
        segments);
  }

  /** By slice, then by class. */
  private List<Ranking> rankings(SlicedRows sliced, List<ClassifiedRows> classified) {
    List<Column> each = new ArrayList<>();
    for (int i = 0; i < classes; i++) {
      each.add(
          struct(
              col(SlicedRows.COLUMN).multiply(classes).plus(i).as("slice"),
              when(ScoredTable.label().equalTo(i), 1).otherwise(0).as("label"),
              col(ScoredTable.PROBABILITIES).getItem(i).as("score")));
    }
    Dataset<Row> one =
        sliced
            .rows()
            .select(
                explode(array(each.toArray(Column[]::new))).as("one"),
                scored.weight().as("weight"));
    long count = classified.stream().mapToLong(ClassifiedRows::rows).sum() * classes;
    return RankedRows.of(
            one,
            col("one.slice"),
            col("one.label"),
            col("one.score"),
            col("weight"),
            sliced.slices().size() * classes,
            count)
        .rankings(RankingPlan.aucOnly());
  }
}
