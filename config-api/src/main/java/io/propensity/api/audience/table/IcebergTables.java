package io.propensity.api.audience.table;

import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.ProblemException;
import io.propensity.environment.Catalog;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The warehouse's Iceberg tables, planned by Iceberg's own library out of the jobs' catalog. */
@Component
class IcebergTables {

  /** The jobs' name for their catalog, which is a column of its table. */
  private static final String CATALOG = "warehouse";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,62}");
  private static final String READ_ONLY = "1";
  private static final String NUMBER = "[0-9]{1,18}|[0-8][0-9]{18}";

  private static final String SQLITE = "sqlite";
  private static final String JDBC = "jdbc";

  private final Catalog settings;
  private final WarehouseFiles warehouse;

  IcebergTables(JobEnvironment environment, WarehouseFiles warehouse) {
    this.settings = environment.catalog();
    this.warehouse = warehouse;
  }

  /**
   * The current state of a table.
   *
   * @param files of its snapshot, in the order in which they are planned
   */
  record Snapshot(long id, Schema schema, List<Path> files) {

    Snapshot {
      files = List.copyOf(files);
    }
  }

  /**
   * Plans the table at a path below the warehouse; empty where the catalog has none or nothing was
   * written to it.
   *
   * @param version the id of the snapshot; null for the current one
   * @throws ProblemException when it is one that the service does not read
   */
  Optional<Snapshot> plan(String name, String below, @Nullable String version) {
    String[] parts = below.split("/", -1);
    if (parts.length != 2
        || !NAME.matcher(parts[0]).matches()
        || !NAME.matcher(parts[1]).matches()) {
      return Optional.empty();
    }
    if (!isReadable()) {
      requireNoTable(name, below);
      return Optional.empty();
    }
    try (JdbcCatalog catalog = catalog()) {
      Table table = catalog.loadTable(TableIdentifier.of(parts[0], parts[1]));
      return table.currentSnapshot() == null
          ? Optional.empty()
          : Optional.of(snapshot(name, table, version));
    } catch (NoSuchTableException absent) {
      return Optional.empty();
    } catch (UncheckedSQLException failure) {
      throw ProblemException.unavailable(
          "The warehouse's catalog does not answer: %s".formatted(failure.getMessage()), 5);
    } catch (NotFoundException | ConfigurationException refused) {
      throw ProblemException.unprocessable(
          "The users table %s cannot be read: %s".formatted(name, refused.getMessage()));
    }
  }

  /** Whether there is a catalog that the service can ask. */
  private boolean isReadable() {
    return type().equals(JDBC) || (type().equals(SQLITE) && Files.exists(sqlite()));
  }

  /** A warehouse on a local disk, as the service reads it, has a file where nothing else is set. */
  private String type() {
    return settings.type() == null ? SQLITE : settings.type();
  }

  private Path sqlite() {
    return warehouse.root().resolve("catalog.db");
  }

  private void requireNoTable(String name, String below) {
    if (Files.isDirectory(warehouse.at(below).resolve("metadata"))) {
      throw ProblemException.unprocessable(
          "The users table %s is an Iceberg table of a catalog that the service does not read: it reads catalogs of the types sqlite and jdbc, see catalog in the environment file"
              .formatted(name));
    }
  }

  private JdbcCatalog catalog() {
    Path root = warehouse.realRoot();
    JdbcCatalog catalog = new JdbcCatalog(properties -> new LocalFileIO(root), null, false);
    try {
      catalog.initialize(CATALOG, properties(root));
      return catalog;
    } catch (RuntimeException failure) {
      catalog.close();
      throw failure;
    }
  }

  private Map<String, String> properties(Path root) {
    Map<String, String> properties =
        new HashMap<>(settings.properties(System.getenv(), IcebergTables::secret));
    properties.put("warehouse", root.toString());
    properties.put("clients", "1");
    if (type().equals(JDBC)) {
      properties.put("uri", Objects.requireNonNullElse(settings.uri(), ""));
    } else {
      properties.put("uri", "jdbc:sqlite:" + sqlite());
      properties.put("jdbc.open_mode", READ_ONLY);
      properties.put("jdbc.busy_timeout", "5000");
    }
    return properties;
  }

  private static String secret(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException failure) {
      throw new ConfigurationException(
          "The file %s, which holds a secret of the catalog, cannot be read on this disk: %s"
              .formatted(file, failure),
          failure);
    }
  }

  private Snapshot snapshot(String name, Table table, @Nullable String version) {
    org.apache.iceberg.Snapshot snapshot =
        version == null ? table.currentSnapshot() : version(name, table, version);
    long id = Objects.requireNonNull(snapshot).snapshotId();
    List<Path> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().useSnapshot(id).planFiles()) {
      for (FileScanTask task : tasks) {
        files.add(file(name, task));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot plan " + name, e);
    }
    return new Snapshot(id, version == null ? table.schema() : schema(table, snapshot), files);
  }

  private static org.apache.iceberg.Snapshot version(String name, Table table, String version) {
    org.apache.iceberg.Snapshot found =
        version.matches(NUMBER) ? table.snapshot(Long.parseLong(version)) : null;
    if (found == null) {
      throw ProblemException.notFound(
          "The users table %s has no snapshot %s".formatted(name, version));
    }
    return found;
  }

  /** The columns as they were then. */
  private static Schema schema(Table table, org.apache.iceberg.Snapshot snapshot) {
    Integer id = snapshot.schemaId();
    return id == null ? table.schema() : Objects.requireNonNull(table.schemas().get(id));
  }

  private Path file(String name, FileScanTask task) {
    DataFile file = task.file();
    if (!task.deletes().isEmpty()) {
      throw ProblemException.unprocessable(
          "The users table %s has rows that are deleted in files of their own, which the jobs alone read: rewrite its data files"
              .formatted(name));
    }
    if (file.format() != FileFormat.PARQUET) {
      throw ProblemException.unprocessable(
          "The users table %s has files of %s; the service reads Parquet alone"
              .formatted(name, file.format()));
    }
    Path path = LocalFileIO.path(file.location());
    if (!Files.exists(path)) {
      throw ProblemException.unprocessable(
          "The users table %s lacks a file, %s: was the warehouse moved?"
              .formatted(name, path.getFileName()));
    }
    return warehouse.real(path);
  }
}
