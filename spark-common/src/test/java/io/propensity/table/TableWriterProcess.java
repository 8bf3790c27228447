package io.propensity.table;

import static org.apache.spark.sql.functions.lit;

import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A process that replaces a table again and again, with other columns each second time, and tells
 * every commit. It waits for a line before it begins.
 */
final class TableWriterProcess {

  static final TableName TABLE = new TableName("shared", "raw");

  private TableWriterProcess() {}

  /** Arguments: the warehouse's root, how many times, a name. */
  public static void main(String[] arguments) throws IOException {
    try (Warehouse warehouse = LocalWarehouse.open(Path.of(arguments[0]))) {
      int times = Integer.parseInt(arguments[1]);
      LocalSpark.session().range(10).count();
      System.out.println("ready");
      if (System.in.read() < 0) {
        return;
      }
      for (int i = 1; i <= times; i++) {
        long snapshot =
            warehouse.replace(
                rows(i, arguments[2]), TABLE, Map.of("rows", Integer.toString(i)), List.of());
        System.out.printf("committed %d %d%n", snapshot, i);
      }
    }
  }

  private static Dataset<Row> rows(int count, String writer) {
    Dataset<Row> rows = LocalSpark.session().range(0, count, 1, 1).toDF();
    return count % 2 == 0 ? rows.withColumn(writer, lit(count)) : rows;
  }
}
