package io.propensity.evaluation.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import io.propensity.model.CategoryText;
import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * All features in one Spark job, and one more for each category of more values than a job keeps.
 * Equal rows give an equal scan, whatever their order and partitions.
 */
public final class FeatureScan {

  private final Dataset<Row> vectors;
  private final List<ColumnScan> columns;

  private FeatureScan(Dataset<Row> vectors, List<ColumnScan> columns) {
    this.vectors = vectors;
    this.columns = columns;
  }

  /** Reads rows as those of a label of two classes. */
  public static FeatureScan of(Dataset<Row> rows) {
    return of(rows, 2);
  }

  /**
   * Reads the rows.
   *
   * @param rows the train split's class, from 0 on, or -1 for a row of another split, as INT; then
   *     FLOAT, DOUBLE and STRING columns
   */
  public static FeatureScan of(Dataset<Row> rows, int classes) {
    StructField[] fields = rows.schema().fields();
    boolean[] texts = new boolean[fields.length - 1];
    boolean[] doubles = new boolean[fields.length - 1];
    for (int i = 0; i < texts.length; i++) {
      DataType type = fields[i + 1].dataType();
      texts[i] = type.equals(DataTypes.StringType);
      doubles[i] = type.equals(DataTypes.DoubleType);
    }
    String[] names = new String[fields.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = "c" + (i - 1);
    }
    Dataset<Row> renamed = rows.toDF(names);
    Scan scan = Folding.of(renamed, () -> new Scan(texts, doubles, classes));
    return new FeatureScan(renamed, List.of(scan.columns));
  }

  /** What is known of each column, in their order. */
  public List<ColumnScan> columns() {
    return columns;
  }

  /** Each column's histogram, in their order. */
  public List<Histogram> histograms() {
    List<Histogram> histograms = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      histograms.add(columns.get(i).histogram().orElseGet(() -> ofManyValues("c" + column)));
    }
    return histograms;
  }

  private Histogram ofManyValues(String column) {
    Column value = col(column);
    Dataset<Row> counted = vectors.groupBy(value.as("value")).agg(count(lit(1)).as("rows"));
    Dataset<Row> present = counted.filter(col("value").isNotNull());
    Map<String, Long> top = new LinkedHashMap<>();
    present
        .orderBy(col("rows").desc(), col("value"))
        .limit(CategoryScan.TOP)
        .collectAsList()
        .forEach(row -> top.put(CategoryText.of(row.getString(0)), row.getLong(1)));
    Row totals = vectors.agg(count(lit(1)), count(value)).head();
    long kept = top.values().stream().mapToLong(Long::longValue).sum();
    return new Histogram.Categorical(
        top, totals.getLong(1) - kept, totals.getLong(0) - totals.getLong(1));
  }

  private static final class Scan implements Fold<Scan> {

    private static final long serialVersionUID = 1L;

    private final ColumnScan[] columns;

    Scan(boolean[] texts, boolean[] doubles, int classes) {
      columns = new ColumnScan[texts.length];
      for (int i = 0; i < texts.length; i++) {
        columns[i] = texts[i] ? new CategoryScan(classes) : new NumericScan(doubles[i], classes);
      }
    }

    @Override
    public void add(InternalRow row) {
      int train = row.getInt(0);
      for (int i = 0; i < columns.length; i++) {
        columns[i].add(row, i + 1, train);
      }
    }

    @Override
    public Scan merge(Scan other) {
      for (int i = 0; i < columns.length; i++) {
        columns[i].merge(other.columns[i]);
      }
      return this;
    }
  }
}
