package io.propensity.table;

import io.propensity.environment.Connectors;
import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.environment.Roots;
import io.propensity.run.NotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The warehouse's tables: Apache Iceberg tables in the catalog of the environment file. A table is
 * replaced whole, in one atomic commit that takes its properties along; a reader keeps the state
 * that it opened.
 */
public final class Warehouse implements AutoCloseable {

  /** Begins the names of our properties in a snapshot's summary. */
  static final String PROPERTY = "propensity.";

  private static final Map<String, String> NEW_TABLE =
      Map.of(
          "format-version", "2",
          "commit.retry.num-retries", "20",
          "commit.retry.min-wait-ms", "50",
          "commit.retry.max-wait-ms", "2000",
          "write.parquet.compression-codec", "snappy",
          "write.metadata.delete-after-commit.enabled", "true");

  private final SparkSession spark;
  private final String root;
  private final CatalogConnection connection;
  private final Leftovers leftovers;
  private final int keepSnapshots;
  private final Duration keepAge;

  private Warehouse(
      SparkSession spark,
      String root,
      CatalogConnection connection,
      Leftovers leftovers,
      io.propensity.environment.Catalog settings) {
    this.spark = spark;
    this.root = root;
    this.connection = connection;
    this.leftovers = leftovers;
    this.keepSnapshots = settings.keepSnapshots();
    this.keepAge = Duration.ofHours(settings.keepHours());
  }

  /**
   * The warehouse of {@code environment}; its catalog is opened when a table is first asked for.
   *
   * @param variables the process environment, which holds the catalog's secrets
   * @throws io.propensity.run.ConfigurationException when the catalog's settings are wrong
   */
  public static Warehouse open(
      SparkSession spark, Environment environment, Map<String, String> variables) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    Path root = HadoopPaths.of(environment.roots().warehouse());
    FileSystems.requireDirectory(Connectors.open(root, hadoop), root, "warehouse root");
    return new Warehouse(
        spark,
        environment.roots().warehouse(),
        new CatalogConnection(environment, variables, hadoop),
        new Leftovers(spark, root, hadoop),
        environment.tables());
  }

  /**
   * Has {@link Tables} look for its tables here, in this session and until this is closed.
   *
   * @return this
   */
  public Warehouse serve() {
    OpenTables.of(spark).serve(this);
    return this;
  }

  /** The warehouse of a job's session. */
  public static Warehouse of(SparkSession spark) {
    return serving(spark)
        .orElseThrow(() -> new IllegalStateException("No warehouse serves this session"));
  }

  /** The warehouse that serves the session, if one does. */
  static Optional<Warehouse> serving(SparkSession spark) {
    return spark.conf().contains(OpenTables.SETTING)
        ? OpenTables.of(spark).warehouse()
        : Optional.empty();
  }

  /** The table that has its place at {@code location}, whether it was written or not. */
  public Optional<TableName> named(String location) {
    String absolute = Roots.absolute(location);
    return absolute.startsWith(root + "/")
        ? TableName.at(absolute.substring(root.length() + 1))
        : Optional.empty();
  }

  private String location(TableName name) {
    return root + "/" + name.pipeline() + "/" + name.table();
  }

  /** The table as it is now; empty when nothing was written to it. */
  public Optional<WarehouseTable> find(TableName name) {
    return load(name)
        .filter(table -> table.currentSnapshot() != null)
        .map(table -> opened(name, table, table.currentSnapshot()));
  }

  /**
   * The table as it was in {@code snapshot}; empty when there is no such table.
   *
   * @throws NotFoundException when the table has no such snapshot, or has it no more
   */
  public Optional<WarehouseTable> find(TableName name, long snapshot) {
    return load(name).map(table -> opened(name, table, require(name, table, snapshot)));
  }

  /**
   * Writes rows beside the table, where nobody sees them until they are committed.
   *
   * @param partitionBy columns whose values get a folder each
   */
  public StagedTable stage(Dataset<Row> rows, TableName name, List<String> partitionBy) {
    return StagedTable.write(this, name, rows, partitionBy);
  }

  /**
   * Puts {@code rows} in the place of the table's content, and {@code properties} with them.
   *
   * @return the id of the snapshot
   */
  public long replace(
      Dataset<Row> rows, TableName name, Map<String, String> properties, List<String> partitionBy) {
    try (StagedTable staged = stage(rows, name, partitionBy)) {
      return staged.commit(properties);
    }
  }

  @Override
  public void close() {
    serving(spark).filter(this::equals).ifPresent(served -> OpenTables.of(spark).serve(null));
    connection.close();
  }

  SparkSession spark() {
    return spark;
  }

  Leftovers leftovers() {
    return leftovers;
  }

  Optional<Table> load(TableName name) {
    if (connection.isUnwritten()) {
      return Optional.empty();
    }
    try {
      return Optional.of(connection.catalog().loadTable(name.identifier()));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    } catch (UncheckedSQLException | RESTException e) {
      throw failure(e);
    }
  }

  /** What is said when the catalog does not answer as it should. */
  RuntimeException failure(RuntimeException e) {
    return connection.failure(e);
  }

  Transaction create(TableName name, TableShape shape) {
    createNamespace(Namespace.of(name.pipeline()));
    return connection
        .catalog()
        .buildTable(name.identifier(), shape.schema())
        .withPartitionSpec(shape.spec())
        .withProperties(NEW_TABLE)
        .createTransaction();
  }

  /** Lets go of old snapshots and of what dead runs left; the commit before it stands anyway. */
  void tidy(TableName name) {
    Table table = load(name).orElseThrow();
    Instant now = Instant.now();
    table
        .expireSnapshots()
        .expireOlderThan(now.minus(keepAge).toEpochMilli())
        .retainLast(keepSnapshots)
        .commit();
    leftovers.sweep(name, table, now);
  }

  private void createNamespace(Namespace namespace) {
    if (connection.catalog() instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace);
      } catch (AlreadyExistsException e) {
        // Another process was first.
      }
    }
  }

  private WarehouseTable opened(TableName name, Table table, Snapshot snapshot) {
    long id = snapshot.snapshotId();
    Dataset<Row> rows =
        OpenTables.rows(spark, name, Long.toString(id), new SparkTable(table, id, false));
    return new WarehouseTable(name, location(name), id, properties(snapshot), rows);
  }

  private static Map<String, String> properties(Snapshot snapshot) {
    Map<String, String> ours = new TreeMap<>();
    snapshot
        .summary()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PROPERTY)) {
                ours.put(key.substring(PROPERTY.length()), value);
              }
            });
    return Collections.unmodifiableMap(ours);
  }

  private static Snapshot require(TableName name, Table table, long snapshot) {
    Snapshot found = table.snapshot(snapshot);
    if (found == null) {
      throw new NotFoundException(
          "The table %s has no snapshot %d: it has %s; older ones expire by catalog.keep_snapshots and keep_hours"
              .formatted(name, snapshot, snapshots(table)));
    }
    return found;
  }

  private static List<Long> snapshots(Table table) {
    return table.history().stream().map(entry -> entry.snapshotId()).distinct().toList();
  }
}
