package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.features.Features;
import io.propensity.model.Task;
import io.propensity.scoring.Scorer;
import io.propensity.split.SplitName;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labelled rows that a model has scored. They are read several times: whoever makes this has Spark
 * keep them, or has written them.
 *
 * @param rows {@link Features#LABEL}, {@link SplitName#COLUMN}, the score, {@value #WEIGHT} where
 *     rows have weights, {@value #PROBABILITIES} for a multiclass task, and the columns of segments
 * @param classes in the order of the label's numbers; empty for a regression
 */
public record ScoredTable(Dataset<Row> rows, Task task, List<String> classes) {

  /** The column of the rows' weights. */
  public static final String WEIGHT = "_weight";

  /** The column of a probability a class. */
  public static final String PROBABILITIES = "class_probabilities";

  /** The column of the score. */
  public static final String SCORE = Scorer.SCORE;

  public ScoredTable {
    classes = List.copyOf(classes);
  }

  static Column label() {
    return col(Features.LABEL);
  }

  static Column score() {
    return col(SCORE);
  }

  boolean weighted() {
    return Arrays.asList(rows.columns()).contains(WEIGHT);
  }

  Column weight() {
    return weighted() ? col(WEIGHT) : lit(1.0);
  }

  ScoredTable with(Dataset<Row> other) {
    return new ScoredTable(other, task, classes);
  }

  ScoredTable only(SplitName split) {
    return with(rows.filter(col(SplitName.COLUMN).equalTo(split.label())));
  }
}
