package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;

import io.propensity.features.Features;
import io.propensity.model.Task;
import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows dealt to folds for cross-validation: each fold is held out once. Classes are dealt alike;
 * groups stay whole where the split is by group; where it is by time, a fold is fitted on what came
 * before it. A row's fold follows from the set of rows, the seed and the repeat alone.
 */
public final class Folds {

  /** The column that numbers a row's fold, from 0. */
  public static final String COLUMN = "_fold";

  private final TrainingSet set;
  private final Dataset<Row> rows;
  private final int folds;
  private final boolean ordered;
  private final RowGroups groups;

  /**
   * One fold.
   *
   * @param fitting the other rows, those of the validation split still among them as such
   * @param heldOut what the model that is fitted is measured on
   */
  public record Fold(TrainingSet fitting, Dataset<Row> heldOut) {}

  private Folds(TrainingSet set, Dataset<Row> rows, int folds, boolean ordered) {
    this.set = set;
    this.rows = rows;
    this.folds = folds;
    this.ordered = ordered;
    this.groups = RowGroups.of(rows, set.key(), set.counts().classes(), col(COLUMN));
  }

  /**
   * Deals the rows of a set.
   *
   * @param split which says what must stay together or in order
   * @param repeat from 0; each deals anew. By time there is one way, and a pipeline that wants more
   *     is refused
   * @throws ContractException when there are too few rows, groups or times for so many folds
   */
  public static Folds of(TrainingSet set, SplitSpec split, int folds, int repeat) {
    Column[] key = Dealing.columns(set.rows(), set.key());
    long seed = split.seedOrDefault() ^ (0x9E3779B97F4A7C15L * (repeat + 1));
    Column fold;
    boolean ordered = split instanceof SplitSpec.Time;
    if (split instanceof SplitSpec.Time time) {
      TimeOrder order = new TimeOrder(set.rows(), TimeOrder.of(set.rows(), time.column()));
      fold = order.block(folds + 1).minus(1);
      if (!order.separates()) {
        throw tooFew("times of '%s' differ".formatted(time.column()), folds);
      }
    } else if (split instanceof SplitSpec.Group group) {
      Column[] whole = {set.rows().col(FeatureTable.quoted(group.column()))};
      fold = pmod(Dealing.hash(whole, seed), lit(folds)).cast("int");
    } else if (set.task() == Task.REGRESSION) {
      fold = pmod(Dealing.hash(key, seed), lit(folds)).cast("int");
    } else {
      fold = byClass(set, Dealing.hash(key, seed), folds);
    }
    return new Folds(set, set.rows().withColumn(COLUMN, fold), folds, ordered);
  }

  /** All rows with {@link #COLUMN}; −1 for those that come before the first fold. */
  public Dataset<Row> rows() {
    return rows;
  }

  public int count() {
    return folds;
  }

  /**
   * A fold from 0.
   *
   * @throws ContractException when there is nothing to fit on or to measure on
   */
  public Fold fold(int number) {
    IntPredicate fits = ordered ? fold -> fold < number : fold -> fold != number;
    Column column = col(COLUMN);
    Dataset<Row> others =
        rows.filter(ordered ? column.lt(number) : column.notEqual(number)).drop(COLUMN);
    TrainingRows counts =
        groups
            .where(fits)
            .rows()
            .require(List.of(SplitName.TRAIN), "use fewer folds, or bring more data");
    if (groups.where(fold -> fold == number).size() == 0) {
      throw tooFew("rows, or groups of rows, there are", folds);
    }
    return new Fold(set.with(others, counts), rows.filter(column.equalTo(number)).drop(COLUMN));
  }

  /** Of each class, rows in the order of their hash are cut into as many equal parts. */
  private static Column byClass(TrainingSet set, Column hash, int folds) {
    Column label = col(Features.LABEL).cast("int");
    Cuts cuts =
        Cuts.of(
            set.rows(),
            label,
            hash,
            size -> {
              long[] ranks = new long[folds - 1];
              for (int i = 1; i < folds; i++) {
                ranks[i - 1] = Math.min(size - 1, i * size / folds);
              }
              return ranks;
            });
    List<Integer> classes = new ArrayList<>(cuts.sizes().keySet());
    Column fold = lit(0);
    for (int label0 : classes) {
      Column within = lit(0);
      for (Cuts.Cut cut : cuts.of(label0)) {
        within = within.plus(when(hash.geq(cut.value()), 1).otherwise(0));
      }
      fold = when(label.equalTo(label0), within).otherwise(fold);
    }
    return fold;
  }

  private static ContractException tooFew(String what, int folds) {
    return new ContractException(
        "Too few %s for %d folds: use fewer, or bring more data".formatted(what, folds));
  }
}
