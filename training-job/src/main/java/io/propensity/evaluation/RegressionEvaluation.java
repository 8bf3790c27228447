package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.evaluation.regression.PredictedRows;
import io.propensity.evaluation.regression.RegressionMetrics;
import io.propensity.evaluation.regression.RegressionRows;
import io.propensity.evaluation.slice.Slice;
import io.propensity.evaluation.slice.SlicedRows;
import io.propensity.model.Histogram;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Measures a regression. */
final class RegressionEvaluation {

  private static final int BUCKETS = 40;
  private static final int POINTS = 2_000;

  private final ScoredTable scored;
  private final EvaluationPlan plan;

  RegressionEvaluation(ScoredTable scored, EvaluationPlan plan) {
    this.scored = scored;
    this.plan = plan;
  }

  Evaluation run() {
    SlicedRows sliced = SlicedRows.of(scored.rows(), plan.segments(), plan.measured());
    List<Slice> slices = sliced.slices();
    List<PredictedRows> predicted =
        RegressionRows.of(
            sliced.rows(),
            col(SlicedRows.COLUMN),
            ScoredTable.label(),
            ScoredTable.score(),
            scored.weight(),
            slices.size());
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    Map<SplitName, List<Double>> residuals = new EnumMap<>(SplitName.class);
    List<SegmentMetrics> segments = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      PredictedRows rows = predicted.get(i);
      if (rows.rows() > 0) {
        Map<String, Double> measured = RegressionMetrics.of(rows);
        if (slices.get(i).segment().isPresent()) {
          segments.add(new SegmentMetrics(slices.get(i).segment().get(), measured));
        } else {
          metrics.put(slices.get(i).split().label(), measured);
          residuals.put(slices.get(i).split(), rows.residuals());
        }
      }
    }
    return new Evaluation(
        scored.task(),
        List.of(),
        metrics,
        Map.of(),
        Optional.empty(),
        Optional.of(detail(residuals)),
        segments);
  }

  private RegressionDetail detail(Map<SplitName, List<Double>> residuals) {
    Dataset<Row> rows = scored.only(plan.measured()).rows();
    List<Double> quantiles = residuals.getOrDefault(plan.measured(), List.of());
    return new RegressionDetail(residuals, histogram(rows, quantiles), sample(rows));
  }

  /** Between the first and the last hundredth; what lies beyond is in the outer buckets. */
  private static Histogram.Numeric histogram(Dataset<Row> rows, List<Double> quantiles) {
    double low = quantiles.isEmpty() ? 0 : quantiles.get(1);
    double high = quantiles.isEmpty() ? 0 : quantiles.get(quantiles.size() - 2);
    double width = (high - low) / (BUCKETS - 2);
    if (!(width > 0 && low + width > low)) {
      return new Histogram.Numeric(List.of(), List.of(rows.count()), 0);
    }
    Column residual = ScoredTable.label().cast("double").minus(ScoredTable.score());
    Column bucket =
        least(
            greatest(floor(residual.minus(low).divide(width)).plus(1), lit(0L)), lit(BUCKETS - 1L));
    List<Long> counts = new ArrayList<>(Collections.nCopies(BUCKETS, 0L));
    rows.groupBy(bucket.as("bucket"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.set((int) row.getLong(0), row.getLong(1)));
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i < BUCKETS - 1; i++) {
      edges.add(low + i * width);
    }
    return new Histogram.Numeric(edges, counts, 0);
  }

  /** By a hash of the values, so that it is the same whatever the order of the rows. */
  private static List<PredictedPoint> sample(Dataset<Row> rows) {
    Column label = ScoredTable.label().cast("double");
    return rows
        .select(label.as("label"), ScoredTable.score().as("score"))
        .orderBy(xxhash64(col("label"), col("score")), col("label"), col("score"))
        .limit(POINTS)
        .collectAsList()
        .stream()
        .map(row -> new PredictedPoint(row.getDouble(0), row.getDouble(1)))
        .toList();
  }
}
