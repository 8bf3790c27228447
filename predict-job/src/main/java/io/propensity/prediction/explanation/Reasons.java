package io.propensity.prediction.explanation;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.when;

import io.propensity.report.FeatureReasons;
import io.propensity.scoring.Scorer;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts what raised and lowered the scores that were explained. */
public final class Reasons {

  private Reasons() {}

  /**
   * In one pass over {@link Scorer#EXPLANATION}; the most frequent feature first.
   *
   * @param predictions in which the column is NULL where a score was not explained
   */
  public static List<FeatureReasons> of(Dataset<Row> predictions) {
    Column explanation = col(Scorer.EXPLANATION);
    Dataset<Row> told =
        predictions
            .filter(explanation.isNotNull())
            .select(
                explode(concat(explanation.getField("raised"), explanation.getField("lowered")))
                    .as("reason"))
            .select(col("reason.feature"), col("reason.shap"));
    Column raised = col("shap").gt(0);
    Column lowered = col("shap").lt(0);
    return told
        .groupBy(col("feature"))
        .agg(
            count_if(raised),
            count_if(lowered),
            avg(when(raised, col("shap"))),
            avg(when(lowered, col("shap"))))
        .collectAsList()
        .stream()
        .map(Reasons::reasons)
        .sorted(
            Comparator.comparingLong((FeatureReasons each) -> each.raised() + each.lowered())
                .reversed()
                .thenComparing(FeatureReasons::feature))
        .toList();
  }

  private static FeatureReasons reasons(Row row) {
    return new FeatureReasons(
        row.getString(0), row.getLong(1), row.getLong(2), mean(row, 3), mean(row, 4));
  }

  private static double mean(Row row, int index) {
    return row.isNullAt(index) ? 0 : row.getDouble(index);
  }
}
