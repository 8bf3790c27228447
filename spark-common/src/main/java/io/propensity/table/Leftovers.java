package io.propensity.table;

import io.propensity.environment.Connectors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of runs that died while they wrote to a table. Each writer leaves a mark beside the table
 * and takes it away when it is done; a mark that is older than a day tells that its files are
 * nobody's, and only then is the table's folder looked through.
 */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration DEAD = Duration.ofDays(1);

  private final SparkSession spark;
  private final Path warehouse;
  private final Configuration hadoop;

  Leftovers(SparkSession spark, Path warehouse, Configuration hadoop) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.hadoop = hadoop;
  }

  /** The mark of one writer. */
  record Mark(FileSystem files, Path file, String id) {

    void remove() {
      FileSystems.discard(files, file);
    }
  }

  /** Marks that a writer begins. */
  Mark mark(TableName name) {
    String id = "staged-" + UUID.randomUUID();
    Path file = new Path(folder(name), prefix(name) + id);
    FileSystem files = files();
    try {
      FileSystems.createIfAbsent(files, file, new byte[0]);
      return new Mark(files, file, id);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the warehouse " + warehouse, e);
    }
  }

  /** Removes what dead writers left in {@code table}. */
  void sweep(TableName name, Table table, Instant now) {
    FileSystem files = files();
    Instant before = now.minus(DEAD);
    for (FileStatus mark : marks(files, name)) {
      if (Instant.ofEpochMilli(mark.getModificationTime()).isBefore(before)) {
        LOG.info("Removing what a run that died left in {}", name);
        remove(table, "data", before);
        remove(table, "metadata", before);
        FileSystems.discard(files, mark.getPath());
      }
    }
  }

  static void delete(FileIO io, String path) {
    try {
      io.deleteFile(path);
    } catch (RuntimeException e) { // whatever the store says
      LOG.warn("{} could not be removed and can be deleted: {}", path, e.toString());
    }
  }

  private void remove(Table table, String folder, Instant before) {
    SparkActions.get(spark)
        .deleteOrphanFiles(table)
        .location(table.location() + "/" + folder)
        .olderThan(before.toEpochMilli())
        .execute();
  }

  private FileStatus[] marks(FileSystem files, TableName name) {
    String prefix = prefix(name);
    try {
      return files.listStatus(folder(name), path -> path.getName().startsWith(prefix));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into the warehouse " + warehouse, e);
    }
  }

  private Path folder(TableName name) {
    return new Path(warehouse, name.pipeline());
  }

  private static String prefix(TableName name) {
    return "_" + name.table() + ".";
  }

  private FileSystem files() {
    return Connectors.open(warehouse, hadoop);
  }
}
