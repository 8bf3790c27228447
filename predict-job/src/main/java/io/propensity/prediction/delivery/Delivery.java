package io.propensity.prediction.delivery;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.propensity.report.FeatureReasons;
import io.propensity.report.SegmentFigures;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What was published of the scored rows.
 *
 * @param control of them marked as control group; null without one
 * @param segments best first; empty without any
 * @param reasons what moved the scores that were explained; null where none was
 */
public record Delivery(
    long rows,
    @Nullable Long control,
    List<SegmentFigures> segments,
    @Nullable List<FeatureReasons> reasons) {

  public Delivery {
    segments = List.copyOf(segments);
    reasons = reasons == null ? null : List.copyOf(reasons);
  }

  /** The same with what moved the scores. */
  public Delivery because(@Nullable List<FeatureReasons> found) {
    return new Delivery(rows, control, segments, found);
  }

  /**
   * Writes the scored rows as they are asked for.
   *
   * @param scored the predictions, which can be read again
   * @param rows how many there are
   * @param staged see {@link Destination#write}
   */
  public static Delivery write(
      Dataset<Row> scored,
      long rows,
      Shape shape,
      Destination destination,
      Destination.Rows of,
      String staged) {
    Dataset<Row> shaped = shape.of(scored, of.keyWidth(), of.campaignId(), rows);
    destination.write(shaped, of, staged);
    return shape.isPlain() ? new Delivery(rows, null, List.of(), null) : counted(shaped, shape);
  }

  private static Delivery counted(Dataset<Row> rows, Shape shape) {
    Column score = col(Scorer.SCORE);
    Column segment = shape.segments() == null ? lit("") : col(Shape.SEGMENT);
    Column control = shape.holdout() == null ? lit(false) : col(Shape.CONTROL);
    List<SegmentFigures> segments = new ArrayList<>();
    for (Row row :
        rows.groupBy(segment.as("segment"))
            .agg(count(lit(1)), count_if(control), avg(score), min(score), max(score))
            .collectAsList()) {
      segments.add(
          new SegmentFigures(
              row.getString(0),
              row.getLong(1),
              row.getLong(2),
              row.getDouble(3),
              row.getDouble(4),
              row.getDouble(5)));
    }
    long count = segments.stream().mapToLong(SegmentFigures::rows).sum();
    long controls = segments.stream().mapToLong(SegmentFigures::control).sum();
    Long held = shape.holdout() == null ? null : Long.valueOf(controls);
    if (shape.segments() == null) {
      return new Delivery(count, held, List.of(), null);
    }
    List<String> order = shape.segments().names();
    segments.sort(Comparator.comparingInt(each -> order.indexOf(each.name())));
    return new Delivery(count, held, segments, null);
  }
}
