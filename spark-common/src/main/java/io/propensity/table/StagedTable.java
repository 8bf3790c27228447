package io.propensity.table;

import io.propensity.run.ContractException;
import io.propensity.run.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.functions;

/**
 * Rows that are written and that nobody sees: to be looked into, then committed as the table's new
 * content or dropped. What is not committed by {@link #close} is dropped.
 *
 * <pre>{@code
 * try (StagedTable staged = warehouse.stage(source, name, List.of("event_date"))) { // one pass
 *   quality.check(staged.rows());                                // reads what was written
 *   snapshot = staged.commit(Map.of("origin", pipeline.origin())); // all at once, or not at all
 * }
 * }</pre>
 */
public final class StagedTable implements AutoCloseable {

  private static final int ATTEMPTS = 10;

  private final Warehouse warehouse;
  private final TableName name;
  private final TableShape shape;
  private final Leftovers.Mark mark;
  private Transaction scratch;
  private Dataset<Row> rows;
  private boolean filesAreOurs = true;

  private StagedTable(Warehouse warehouse, TableName name, TableShape shape, Dataset<Row> source) {
    this.warehouse = warehouse;
    this.name = name;
    this.shape = shape;
    this.mark = warehouse.leftovers().mark(name);
    try {
      this.scratch = written(source);
      this.rows = reading(scratch);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      mark.remove();
      throw failure(e);
    }
  }

  static StagedTable write(
      Warehouse warehouse, TableName name, Dataset<Row> source, List<String> partitionBy) {
    return new StagedTable(
        warehouse, name, TableShape.of(name, source.schema(), partitionBy), source);
  }

  /** The rows as they were written; good until the table is closed. */
  public Dataset<Row> rows() {
    return rows;
  }

  /** How many rows were written, as the writers counted them. */
  public long count() {
    long count = 0;
    for (DataFile file : files(scratch)) {
      count += file.recordCount();
    }
    return count;
  }

  /**
   * Makes the rows the table's content in one atomic step, its columns, partitions and {@code
   * properties} with it. Of several at once the last one stays and all are in the table's history.
   *
   * @return the id of the snapshot
   */
  public long commit(Map<String, String> properties) {
    for (int attempt = 1; ; attempt++) {
      try {
        Transaction change = begin();
        shape.apply(change);
        if (!fits(change)) {
          restage();
          continue;
        }
        replace(change, properties);
        change.commitTransaction();
        filesAreOurs = false;
        long snapshot = change.table().currentSnapshot().snapshotId();
        warehouse.tidy(name);
        return snapshot;
      } catch (CommitFailedException | AlreadyExistsException e) {
        if (attempt == ATTEMPTS) {
          throw new ContractException(
              "The table %s is replaced by other runs without end: run again when they are done"
                  .formatted(name),
              e);
        }
      } catch (CommitStateUnknownException e) {
        filesAreOurs = false; // They may be the table's: the sweep finds out.
        throw e;
      } catch (UncheckedSQLException e) {
        throw warehouse.failure(e);
      } catch (RuntimeIOException e) {
        throw failure(e);
      }
    }
  }

  /** Removes the rows unless they were committed. */
  @Override
  public void close() {
    discard(scratch, filesAreOurs);
    mark.remove();
  }

  private RuntimeException failure(Exception e) {
    Optional<StorageException> full = WriteFailure.of(e, name.toString());
    return full.isPresent() ? full.get() : ReadFailure.known(e);
  }

  private Transaction begin() {
    return warehouse
        .load(name)
        .map(Table::newTransaction)
        .orElseGet(() -> warehouse.create(name, shape));
  }

  private Transaction written(Dataset<Row> source) {
    Transaction transaction = begin();
    shape.apply(transaction);
    SparkTable table = new SparkTable(transaction.table(), false);
    OpenTables.of(warehouse.spark()).with(name, mark.id(), table, path -> overwrite(source, path));
    return transaction;
  }

  private static String overwrite(Dataset<Row> source, String path) {
    try {
      source.writeTo(path).overwrite(functions.lit(true));
      return path;
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
  }

  private Dataset<Row> reading(Transaction transaction) {
    SparkTable table = new SparkTable(readable(transaction), false);
    return OpenTables.rows(warehouse.spark(), name, mark.id(), table);
  }

  /** A transaction's own table cannot be scanned; its metadata can. */
  private static Table readable(Transaction transaction) {
    Table table = transaction.table();
    return new BaseTable(((HasTableOperations) table).operations(), table.name());
  }

  /** Another process changed the columns in between: their ids are those of its table now. */
  private void restage() {
    Transaction before = scratch;
    scratch = written(rows);
    rows = reading(scratch);
    discard(before, true);
  }

  private boolean fits(Transaction change) {
    return change.table().schema().sameSchema(scratch.table().schema())
        && change.table().spec().equals(scratch.table().spec());
  }

  private void replace(Transaction change, Map<String, String> properties) {
    OverwriteFiles overwrite = change.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
    files(scratch).forEach(overwrite::addFile);
    properties.forEach((key, value) -> overwrite.set(Warehouse.PROPERTY + key, value));
    overwrite.commit();
  }

  /** As the scratch table has nothing but what was written to it, its files are those. */
  private static List<DataFile> files(Transaction transaction) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        readable(transaction).newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files that were written", e);
    }
    return files;
  }

  private static void discard(Transaction transaction, boolean withRows) {
    FileIO io = transaction.table().io();
    Snapshot snapshot = transaction.table().currentSnapshot();
    List<String> paths = new ArrayList<>();
    if (withRows) {
      files(transaction).forEach(file -> paths.add(file.location()));
    }
    snapshot.allManifests(io).stream()
        .filter(manifest -> manifest.snapshotId() == snapshot.snapshotId())
        .map(ManifestFile::path)
        .forEach(paths::add);
    paths.add(snapshot.manifestListLocation());
    paths.forEach(path -> Leftovers.delete(io, path));
  }
}
