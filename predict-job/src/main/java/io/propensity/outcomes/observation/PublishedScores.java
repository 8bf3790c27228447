package io.propensity.outcomes.observation;

import static org.apache.spark.sql.functions.lit;

import io.propensity.prediction.delivery.Shape;
import io.propensity.prediction.users.KeyHash;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The published rows of a run, with the types that they had before they were written as text.
 *
 * @param rows the key's columns as text, {@code _k0} and so on, then {@link ObservedUsers#SCORE},
 *     {@link ObservedUsers#HASH}, {@link ObservedUsers#SEGMENT} and {@link Shape#CONTROL}
 * @param hasControl whether some of them were marked as control group
 */
record PublishedScores(Dataset<Row> rows, boolean hasControl) {

  /** What a key of one column is called in predictions, whatever the users table calls it. */
  static final String USER_ID = "user_id";

  /**
   * Chooses the columns.
   *
   * @param key as the users table has it
   */
  static PublishedScores of(Dataset<Row> published, List<String> key) {
    List<String> names = key.size() == 1 ? List.of(USER_ID) : key;
    Column[] columns =
        names.stream().map(name -> published.col(FeatureTable.quoted(name))).toArray(Column[]::new);
    List<Column> selected = new ArrayList<>();
    IntStream.range(0, columns.length)
        .forEach(
            i ->
                selected.add(
                    KeyText.of(
                            columns[i],
                            published.select(columns[i]).schema().fields()[0].dataType())
                        .as("_k" + i)));
    List<String> there = Arrays.asList(published.columns());
    boolean hasControl = there.contains(Shape.CONTROL);
    selected.add(published.col(Scorer.SCORE).cast("double").as(ObservedUsers.SCORE));
    selected.add(KeyHash.of("rank", columns).as(ObservedUsers.HASH));
    selected.add(
        (there.contains(Shape.SEGMENT) ? published.col(Shape.SEGMENT) : lit(""))
            .as(ObservedUsers.SEGMENT));
    selected.add(
        (hasControl ? published.col(Shape.CONTROL).cast("boolean") : lit(false)).as(Shape.CONTROL));
    return new PublishedScores(published.select(selected.toArray(Column[]::new)), hasControl);
  }
}
