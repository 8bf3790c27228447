package io.propensity.table;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.iceberg.spark.functions.SparkFunctions;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Spark's catalog {@code warehouse}: the tables that a {@link Warehouse} has in its hands, staged
 * ones and single snapshots among them, and only while Spark looks for them. Spark makes it itself;
 * it holds no settings, so the catalog's address and password never become Spark's.
 */
public final class OpenTables implements TableCatalog, FunctionCatalog {

  static final String NAME = "warehouse";

  /** Spark's setting that names this class. */
  static final String SETTING = "spark.sql.catalog." + NAME;

  private final Map<Identifier, SparkTable> open = new ConcurrentHashMap<>();
  private volatile @Nullable Warehouse warehouse;

  static OpenTables of(SparkSession spark) {
    CatalogPlugin plugin = spark.sessionState().catalogManager().catalog(NAME);
    return (OpenTables) plugin;
  }

  void serve(@Nullable Warehouse served) {
    warehouse = served;
  }

  Optional<Warehouse> warehouse() {
    return Optional.ofNullable(warehouse);
  }

  /** Has {@code use} name {@code table} to Spark; the name is good until it returns. */
  <T> T with(TableName name, String state, SparkTable table, Function<String, T> use) {
    Identifier identifier =
        Identifier.of(new String[] {name.pipeline()}, name.table() + "@" + state);
    open.put(identifier, table);
    try {
      return use.apply(
          "%s.`%s`.`%s`".formatted(NAME, identifier.namespace()[0], identifier.name()));
    } finally {
      open.remove(identifier);
    }
  }

  /** The rows of {@code table}, bound to it: Spark would look for the name again when it writes. */
  static Dataset<Row> rows(SparkSession spark, TableName name, String state, SparkTable table) {
    return of(spark).with(name, state, table, path -> spark.read().table(path).select("*"));
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Table loadTable(Identifier identifier) throws NoSuchTableException {
    SparkTable table = open.get(identifier);
    if (table == null) {
      throw new NoSuchTableException(identifier);
    }
    return Objects.requireNonNull(table);
  }

  @Override
  public Identifier[] listTables(String[] namespace) {
    return open.keySet().toArray(Identifier[]::new);
  }

  /** Iceberg's functions, by which rows are put in order before they are written to partitions. */
  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    UnboundFunction function = SparkFunctions.load(identifier.name());
    if (function == null) {
      throw new NoSuchFunctionException(identifier);
    }
    return function;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return SparkFunctions.list().stream()
        .map(name -> Identifier.of(namespace, name))
        .toArray(Identifier[]::new);
  }

  @Override
  @Deprecated
  public Table createTable(
      Identifier identifier,
      StructType schema,
      Transform[] partitions,
      Map<String, String> properties) {
    throw readOnly();
  }

  @Override
  public Table alterTable(Identifier identifier, TableChange... changes) {
    throw readOnly();
  }

  @Override
  public boolean dropTable(Identifier identifier) {
    throw readOnly();
  }

  @Override
  public void renameTable(Identifier from, Identifier to) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("Tables of the warehouse are changed by Warehouse");
  }
}
