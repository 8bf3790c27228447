package io.propensity.table;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One state of a table of the warehouse. Its rows stay what they are, whatever is committed to the
 * table meanwhile, for as long as the warehouse keeps the snapshot.
 *
 * @param location where the table lies, for people
 * @param snapshot the id of the state, by which it can be read again
 * @param properties what was committed with these rows
 */
public record WarehouseTable(
    TableName name,
    String location,
    long snapshot,
    Map<String, String> properties,
    Dataset<Row> rows) {

  public WarehouseTable {
    properties = Map.copyOf(properties);
  }

  /** A property that was committed with these rows. */
  public Optional<String> property(String key) {
    return Optional.ofNullable(properties.get(key));
  }
}
