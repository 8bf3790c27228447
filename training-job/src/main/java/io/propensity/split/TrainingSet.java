package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.propensity.features.ModelColumns;
import io.propensity.model.Task;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an algorithm fits on: rows of the train and the validation split.
 *
 * @param rows the key, {@code _label}, {@link SplitName#COLUMN}, {@code _weight} where {@code
 *     weighted}, the inputs and the derived columns; kept by Spark for the time of the training
 * @param counts of {@code rows}
 * @param classes in the order of the label's numbers; empty for a regression
 * @param positive the class whose probability is the score, for a binary task
 * @param seed for whatever the algorithm draws by chance
 */
public record TrainingSet(
    Dataset<Row> rows,
    TrainingRows counts,
    ModelColumns columns,
    List<String> key,
    Task task,
    List<String> classes,
    Optional<String> positive,
    boolean weighted,
    long seed) {

  public TrainingSet {
    key = List.copyOf(key);
    classes = List.copyOf(classes);
  }

  /** The rows of one split. */
  public Dataset<Row> of(SplitName split) {
    return rows.filter(col(SplitName.COLUMN).equalTo(split.label()));
  }

  /** Whether there are rows to validate on. */
  public boolean validates() {
    return counts.rows(SplitName.VALIDATION) > 0;
  }

  /** The same but for its rows. */
  public TrainingSet with(Dataset<Row> others, TrainingRows theirCounts) {
    return new TrainingSet(
        others, theirCounts, columns, key, task, classes, positive, weighted, seed);
  }

  /** The same with some of its rows, which are counted. */
  public TrainingSet with(Dataset<Row> some, String advice) {
    TrainingRows theirs =
        RowGroups.of(some, key, classes.size(), lit(0))
            .rows()
            .require(List.of(SplitName.TRAIN), advice);
    return with(some, theirs);
  }

  /** All of these rows to train on, and others to watch the fit with. */
  public TrainingSet watchedOn(Dataset<Row> others) {
    Dataset<Row> all =
        rows.withColumn(SplitName.COLUMN, lit(SplitName.TRAIN.label()))
            .unionByName(others.withColumn(SplitName.COLUMN, lit(SplitName.VALIDATION.label())));
    return with(all, "use fewer folds, or bring more data");
  }

  /** All of these rows to train on, and none to watch the fit with. */
  public TrainingSet unwatched() {
    return with(
        rows.withColumn(SplitName.COLUMN, lit(SplitName.TRAIN.label())),
        "use fewer folds, or bring more data");
  }

  /** About that share of the rows, of each split alike: chosen by a hash of the key. */
  public Dataset<Row> sampled(double share) {
    return rows.filter(SplitName.sampled(Dealing.columns(rows, key), seed, share));
  }
}
