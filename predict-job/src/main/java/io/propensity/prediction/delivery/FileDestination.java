package io.propensity.prediction.delivery;

import static org.apache.spark.sql.functions.to_json;

import io.propensity.prediction.publication.PublishedRun;
import io.propensity.prediction.users.KeyHash;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.StructType;

/**
 * Files beside the report; of CSV with a header, and with the classes' probabilities and
 * explanations as JSON texts.
 *
 * @param format by Spark's name: {@code parquet, orc, csv} or {@code json}
 * @param partitionBy columns whose values get a folder each
 * @param sorted whether the greatest scores come first, within a folder and over the files of it
 */
record FileDestination(Asker asker, String format, List<String> partitionBy, boolean sorted)
    implements Destination {

  FileDestination {
    partitionBy = List.copyOf(partitionBy);
  }

  @Override
  public boolean takesScoredFiles() {
    return format.equals("parquet") && partitionBy.isEmpty() && !sorted;
  }

  @Override
  public void check(SparkSession spark, StructType columns) {
    List<String> names = Arrays.asList(columns.fieldNames());
    for (String column : partitionBy) {
      if (!names.contains(column)) {
        throw asker.refused(
            "%s %s: the predictions have no such column; they have %s"
                .formatted(asker.named(Asker.PARTITION_BY), column, String.join(", ", names)));
      }
      if (column.equals(names.get(0)) || column.equals(Scorer.SCORE)) {
        throw asker.refused(
            "%s %s would make a folder for nearly every row; choose one of %s"
                .formatted(asker.named(Asker.PARTITION_BY), column, String.join(", ", names)));
      }
    }
  }

  @Override
  public void write(Dataset<Row> rows, Rows of, String staged) {
    Dataset<Row> written = flat(ordered(rows, of));
    // What was rejected lies there already.
    DataFrameWriter<Row> writer = written.write().format(format).mode(SaveMode.Append);
    if (format.equals("csv")) {
      writer.options(PublishedRun.FILE_OPTIONS);
    }
    if (!partitionBy.isEmpty()) {
      writer.partitionBy(partitionBy.toArray(String[]::new));
    }
    writer.save(staged);
  }

  private Dataset<Row> ordered(Dataset<Row> rows, Rows of) {
    if (!sorted) {
      return rows;
    }
    List<Column> order = new ArrayList<>();
    partitionBy.forEach(name -> order.add(rows.col(FeatureTable.quoted(name))));
    order.add(rows.col(Scorer.SCORE).desc());
    Column[] key =
        Arrays.stream(rows.columns())
            .limit(of.keyWidth())
            .map(name -> rows.col(FeatureTable.quoted(name)))
            .toArray(Column[]::new);
    order.add(KeyHash.of("rank", key));
    return rows.orderBy(order.toArray(Column[]::new));
  }

  /** Of CSV, whatever is no single value becomes a JSON text. */
  private Dataset<Row> flat(Dataset<Row> rows) {
    if (!format.equals("csv")) {
      return rows;
    }
    Column[] columns =
        Arrays.stream(rows.schema().fields())
            .map(
                field -> {
                  Column column = rows.col(FeatureTable.quoted(field.name()));
                  return field.dataType() instanceof AtomicType
                      ? column
                      : to_json(column).as(field.name());
                })
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  @Override
  public String toString() {
    return format.toUpperCase(Locale.ROOT);
  }
}
