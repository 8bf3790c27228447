package io.propensity.algorithm.mllib;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the train split says about the features' columns.
 *
 * @param medians by numeric column; 0 where every row lacks it
 * @param missing the numeric columns that some row lacks
 * @param categories by categorical column, the most frequent first, those alike by their text
 */
record ColumnStatistics(
    Map<String, Double> medians, List<String> missing, Map<String, List<String>> categories) {

  private static final Logger LOG = LoggerFactory.getLogger(ColumnStatistics.class);

  /** Exact medians are taken of about so many rows at most. */
  private static final long MEDIAN_ROWS = 200_000;

  /**
   * Asks in two Spark jobs. The answer does not depend on the order of the rows or on how they lie
   * in partitions.
   *
   * @param rows how many there are
   * @param most how many categories of a column are told apart
   */
  static ColumnStatistics of(
      Dataset<Row> train, long rows, List<String> numeric, List<String> categorical, int most) {
    Map<String, Double> medians = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    if (!numeric.isEmpty()) {
      Row row = numbers(train, rows, numeric);
      for (int i = 0; i < numeric.size(); i++) {
        medians.put(numeric.get(i), row.isNullAt(2 * i) ? 0 : row.getDouble(2 * i));
        if (row.getLong(2 * i + 1) > 0) {
          missing.add(numeric.get(i));
        }
      }
    }
    Map<String, List<String>> categories = new LinkedHashMap<>();
    categorical.forEach(name -> categories.put(name, new ArrayList<>()));
    if (!categorical.isEmpty()) {
      collect(train, categorical, most, categories);
    }
    return new ColumnStatistics(medians, missing, categories);
  }

  /** For each column its median and how many rows lack it. */
  private static Row numbers(Dataset<Row> train, long rows, List<String> numeric) {
    Column[] values = numeric.stream().map(name -> col(name)).toArray(Column[]::new);
    long every = 1 + (rows - 1) / MEDIAN_ROWS;
    Column chosen = pmod(xxhash64(values), lit(every)).equalTo(0L);
    List<Column> aggregates = new ArrayList<>();
    for (Column value : values) {
      aggregates.add(percentile(every > 1 ? when(chosen, value) : value, lit(0.5)));
      aggregates.add(count_if(value.isNull()));
    }
    return train.agg(aggregates.get(0), aggregates.stream().skip(1).toArray(Column[]::new)).head();
  }

  private static void collect(
      Dataset<Row> train,
      List<String> categorical,
      int most,
      Map<String, List<String>> categories) {
    Column[] values = categorical.stream().map(name -> col(name)).toArray(Column[]::new);
    WindowSpec column = Window.partitionBy("pos");
    train
        .select(posexplode(array(values)))
        .groupBy("pos", "col")
        .agg(count(lit(1)).as("rows"))
        .withColumn("rank", row_number().over(column.orderBy(col("rows").desc(), col("col"))))
        .withColumn("all", count(lit(1)).over(column))
        .filter(col("rank").leq(most))
        .orderBy("pos", "rank")
        .collectAsList()
        .forEach(
            row -> {
              String name = categorical.get(row.getInt(0));
              categories.getOrDefault(name, List.of()).add(row.getString(1));
              if (row.getInt(3) == most && row.getLong(4) > most) {
                LOG.info(
                    "Column {} has {} categories; the {} most frequent are told apart",
                    name,
                    row.getLong(4),
                    most);
              }
            });
  }

  /** The surrogates of columns, in their order. */
  double[] mediansOf(List<String> names) {
    return IntStream.range(0, names.size())
        .mapToDouble(i -> medians.getOrDefault(names.get(i), 0.0))
        .toArray();
  }
}
