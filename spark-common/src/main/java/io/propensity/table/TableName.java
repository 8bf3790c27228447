package io.propensity.table;

import io.propensity.run.ConfigurationException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table of the warehouse.
 *
 * @param pipeline whose table it is, the namespace in the catalog
 * @param table {@code raw}, {@code features}, {@code predictions} or a source's name
 */
public record TableName(String pipeline, String table) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}");

  public TableName {
    if (!NAME.matcher(pipeline).matches() || !NAME.matcher(table).matches()) {
      throw new ConfigurationException(
          "'%s/%s' names no table: write PIPELINE/TABLE in letters, digits, _ and -"
              .formatted(pipeline, table));
    }
  }

  /** The table at a path below the warehouse, {@code telco-churn/raw}; empty for any other path. */
  public static Optional<TableName> at(String path) {
    String[] parts = path.split("/", -1);
    return parts.length == 2 && NAME.matcher(parts[0]).matches() && NAME.matcher(parts[1]).matches()
        ? Optional.of(new TableName(parts[0], parts[1]))
        : Optional.empty();
  }

  TableIdentifier identifier() {
    return TableIdentifier.of(pipeline, table);
  }

  /** As a campaign names it: {@code warehouse/telco-churn/raw}. */
  @Override
  public String toString() {
    return "warehouse/" + pipeline + "/" + table;
  }
}
