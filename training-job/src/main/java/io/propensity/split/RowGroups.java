package io.propensity.split;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.Features;
import io.propensity.scoring.FeatureTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows counted and hashed by fold, split and class, in one Spark job. */
record RowGroups(List<Group> all, int classes) {

  /**
   * Rows of one fold, split and class.
   *
   * @param label the class's number, 0 in a regression
   * @param hash the sum of the hashes of whole rows
   * @param identity the sum of the hashes of keys and labels
   */
  record Group(
      int fold, SplitName split, int label, long rows, BigInteger hash, BigInteger identity) {}

  RowGroups {
    all = List.copyOf(all);
  }

  /**
   * Counts and hashes.
   *
   * @param classes how many classes there are, 0 in a regression
   * @param fold the number of a row's fold
   */
  static RowGroups of(Dataset<Row> rows, List<String> key, int classes, Column fold) {
    Column label = classes == 0 ? lit(0) : col(Features.LABEL).cast("int");
    List<String> identity = Stream.concat(key.stream(), Stream.of(Features.LABEL)).toList();
    List<Group> groups =
        rows
            .groupBy(fold.as("fold"), col(SplitName.COLUMN), label.as("label"))
            .agg(
                count(lit(1)),
                sum(hash(rows, Arrays.asList(rows.columns())).cast("decimal(20,0)")),
                sum(hash(rows, identity).cast("decimal(20,0)")))
            .collectAsList()
            .stream()
            .map(RowGroups::group)
            .toList();
    return new RowGroups(groups, classes);
  }

  /** The groups of some folds. */
  RowGroups where(IntPredicate folds) {
    return new RowGroups(all.stream().filter(group -> folds.test(group.fold())).toList(), classes);
  }

  /** How many rows there are in all. */
  long size() {
    return all.stream().mapToLong(Group::rows).sum();
  }

  /** What they count together. */
  TrainingRows rows() {
    return TrainingRows.of(all, classes);
  }

  private static Group group(Row row) {
    return new Group(
        row.getInt(0),
        SplitName.labelled(row.getString(1)),
        row.getInt(2),
        row.getLong(3),
        whole(row.getDecimal(4)),
        whole(row.getDecimal(5)));
  }

  private static BigInteger whole(BigDecimal sum) {
    return sum.toBigInteger();
  }

  /** Of the values and of where they are NULL, which the hash itself passes over. */
  private static Column hash(Dataset<Row> rows, List<String> names) {
    List<Column> values = names.stream().map(name -> rows.col(FeatureTable.quoted(name))).toList();
    Column[] nulls = values.stream().map(Column::isNull).toArray(Column[]::new);
    return xxhash64(Stream.concat(values.stream(), Stream.of(array(nulls))).toArray(Column[]::new));
  }
}
