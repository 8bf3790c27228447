package io.propensity.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.model.CategoryText;
import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The histograms of many columns in two Spark jobs: one for the deciles of all numeric columns, one
 * for the counts of all columns. Numeric edges are the distinct deciles; categorical counts keep
 * the 50 most frequent values.
 */
final class Distributions {

  private static final double[] DECILES = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  private static final int ACCURACY = 10_000;
  private static final int TOP = 50;

  private final Dataset<Row> rows;
  private final List<List<Double>> edges;

  /** Distributions of all columns of {@code rows}, which are FLOAT, DOUBLE or STRING. */
  Distributions(Dataset<Row> rows) {
    String[] names =
        IntStream.range(0, rows.columns().length).mapToObj(i -> "c" + i).toArray(String[]::new);
    this.rows = rows.toDF(names);
    this.edges = edges();
  }

  /** The histograms in the order of the columns. */
  List<Histogram> histograms() {
    List<Map<String, Long>> counts = new ArrayList<>();
    List<Long> others = new ArrayList<>();
    List<Long> nulls = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      counts.add(new LinkedHashMap<>());
      others.add(0L);
      nulls.add(0L);
    }
    for (Row row : counted()) {
      int column = row.getInt(0);
      if (row.getBoolean(1)) {
        nulls.set(column, row.getLong(3));
      } else if (row.isNullAt(2)) {
        others.set(column, row.getLong(3));
      } else {
        counts.get(column).put(row.getString(2), row.getLong(3));
      }
    }
    return IntStream.range(0, edges.size())
        .mapToObj(i -> histogram(i, counts.get(i), others.get(i), nulls.get(i)))
        .toList();
  }

  private Histogram histogram(int column, Map<String, Long> counts, long other, long nulls) {
    if (isCategorical(column)) {
      Map<String, Long> byText = new LinkedHashMap<>();
      counts.forEach((value, count) -> byText.put(CategoryText.of(value), count));
      return new Histogram.Categorical(byText, other, nulls);
    }
    List<Double> ends = edges.get(column);
    List<Long> buckets =
        IntStream.rangeClosed(0, ends.size())
            .mapToObj(i -> counts.getOrDefault(Integer.toString(i), 0L))
            .toList();
    return new Histogram.Numeric(ends, buckets, nulls);
  }

  private List<List<Double>> edges() {
    List<Column> deciles = new ArrayList<>();
    for (int i = 0; i < rows.columns().length; i++) {
      Column value = isCategorical(i) ? lit(null).cast(DataTypes.DoubleType) : number(i);
      deciles.add(percentile_approx(value, lit(DECILES), lit(ACCURACY)));
    }
    Row found = rows.agg(deciles.get(0), rest(deciles)).head();
    List<List<Double>> all = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      all.add(found.isNullAt(i) ? List.of() : ascending(found.getList(i)));
    }
    return all;
  }

  private static List<Double> ascending(List<Double> deciles) {
    return deciles.stream().filter(Double::isFinite).distinct().sorted().toList();
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }

  /** Column, whether NULL, value (NULL for values beyond the most frequent), rows. */
  private List<Row> counted() {
    List<Column> cells = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Column value = isCategorical(i) ? col("c" + i) : bucket(i);
      cells.add(struct(lit(i).as("column"), value.as("value")));
    }
    Column rank =
        row_number()
            .over(
                Window.partitionBy(col("column"), col("empty"))
                    .orderBy(col("rows").desc(), col("value")));
    return rows.select(explode(array(cells.toArray(Column[]::new))).as("cell"))
        .groupBy(col("cell.column").as("column"), col("cell.value").as("value"))
        .agg(count(lit(1)).as("rows"))
        .withColumn("empty", col("value").isNull())
        .withColumn("rank", rank)
        .groupBy(col("column"), col("empty"), when(col("rank").leq(TOP), col("value")).as("value"))
        .agg(sum("rows").as("rows"))
        .orderBy(col("column"), col("rows").desc(), col("value"))
        .collectAsList();
  }

  /** How many edges a number has reached, as text; NULL for none. */
  private Column bucket(int column) {
    Column number = number(column);
    Column reached = lit(0);
    for (double edge : edges.get(column)) {
      reached = reached.plus(when(number.geq(edge), 1).otherwise(0));
    }
    return when(number.isNotNull(), reached.cast(DataTypes.StringType));
  }

  private Column number(int column) {
    Column value = col("c" + column).cast(DataTypes.DoubleType);
    return when(isnan(value), lit(null)).otherwise(value);
  }

  private boolean isCategorical(int column) {
    StructType schema = rows.schema();
    return schema.apply(column).dataType().equals(DataTypes.StringType);
  }
}
