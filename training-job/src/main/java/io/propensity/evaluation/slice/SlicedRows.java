package io.propensity.evaluation.slice;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.scoring.FeatureTable;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows with the number of their slice in {@value #COLUMN}; a row that is in several is there
 * several times.
 *
 * @param slices by number
 */
public record SlicedRows(Dataset<Row> rows, List<Slice> slices) {

  /** The column of the number. */
  public static final String COLUMN = "_slice";

  private static final int MOST_VALUES = 20;

  public SlicedRows {
    slices = List.copyOf(slices);
  }

  /**
   * Slices by split, and one of them by the values of columns: the 20 most frequent ones, NULL, and
   * all others together.
   *
   * @param measured the split that is sliced by the columns
   */
  public static SlicedRows of(Dataset<Row> rows, List<String> columns, SplitName measured) {
    List<Slice> slices = new ArrayList<>(Stream.of(SplitName.values()).map(Slice::of).toList());
    Column split = col(SplitName.COLUMN);
    Column isMeasured = split.equalTo(measured.label());
    List<Column> numbers = new ArrayList<>(List.of(lit(number(slices, measured))));
    for (String column : columns) {
      numbers.add(number(rows.filter(isMeasured), column, slices, measured));
    }
    Column alone =
        when(split.equalTo(SplitName.TRAIN.label()), number(slices, SplitName.TRAIN))
            .when(split.equalTo(SplitName.VALIDATION.label()), number(slices, SplitName.VALIDATION))
            .otherwise(number(slices, SplitName.TEST));
    Column slice =
        columns.isEmpty()
            ? alone
            : explode(
                when(isMeasured, array(numbers.toArray(Column[]::new))).otherwise(array(alone)));
    return new SlicedRows(rows.withColumn(COLUMN, slice), slices);
  }

  /** The number of a whole split. */
  public int number(SplitName split) {
    return number(slices, split);
  }

  private static int number(List<Slice> slices, SplitName split) {
    return slices.indexOf(Slice.of(split));
  }

  private static Column number(
      Dataset<Row> measured, String column, List<Slice> slices, SplitName split) {
    Column value = col(FeatureTable.quoted(column)).cast("string");
    List<String> frequent =
        measured
            .filter(value.isNotNull())
            .groupBy(value.as("value"))
            .agg(count(lit(1)).as("rows"))
            .orderBy(col("rows").desc(), col("value"))
            .limit(MOST_VALUES)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    Column number = when(value.isNull(), add(slices, split, new Segment(column, null, false)));
    for (String text : frequent) {
      number =
          number.when(value.equalTo(text), add(slices, split, new Segment(column, text, false)));
    }
    return number.otherwise(add(slices, split, new Segment(column, null, true)));
  }

  private static int add(List<Slice> slices, SplitName split, Segment segment) {
    slices.add(new Slice(split, Optional.of(segment)));
    return slices.size() - 1;
  }
}
