package io.propensity.test;

import io.propensity.environment.Catalog;
import io.propensity.environment.ConfigApi;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.table.TableName;
import io.propensity.table.Warehouse;
import io.propensity.table.WarehouseTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The warehouse of a directory, in the session that tests share. */
public final class LocalWarehouse {

  private LocalWarehouse() {}

  /** Opens the warehouse, with the catalog that local disks have by default. */
  public static Warehouse open(Path root) {
    return open(root, Catalog.DEFAULT);
  }

  public static Warehouse open(Path root, Catalog catalog) {
    String path = root.toString();
    return Warehouse.open(
        LocalSpark.session(),
        new Environment(
            1,
            new Roots(path, path, path, path, path),
            null,
            null,
            Map.of(),
            catalog,
            null,
            new ConfigApi("http://localhost:1", 1, 1),
            null),
        Map.of());
  }

  /** The table {@code PIPELINE/TABLE} as it is now, if it was written. */
  public static Optional<WarehouseTable> find(Path root, String table) {
    try (Warehouse warehouse = open(root)) {
      return warehouse.find(TableName.at(table).orElseThrow());
    }
  }

  /** The rows of a table as it is now. */
  public static Dataset<Row> rows(Path root, String table) {
    return find(root, table).orElseThrow().rows();
  }

  /** Writes a table as a job would. */
  public static long write(Path root, String table, Dataset<Row> rows) {
    try (Warehouse warehouse = open(root)) {
      return warehouse.replace(rows, TableName.at(table).orElseThrow(), Map.of(), List.of());
    }
  }

  /** Where the Parquet files of a table lie. */
  public static Path data(Path root, String table) {
    return root.resolve(table).resolve("data");
  }
}
