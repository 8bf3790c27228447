package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import io.propensity.run.ContractException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Opens users tables by name, as the jobs do: an Iceberg table where the catalog has one there,
 * else a directory of Parquet files. What footers say is kept for as long as the files stay the
 * same.
 */
@Component
public class UsersTables {

  private static final int KEPT = 50;

  private final WarehouseFiles warehouse;
  private final IcebergTables iceberg;
  private final ParquetTables parquet;
  private final DuckDb duckDb;
  private final Map<String, UsersTable> opened = new ConcurrentHashMap<>();

  UsersTables(
      WarehouseFiles warehouse, IcebergTables iceberg, ParquetTables parquet, DuckDb duckDb) {
    this.warehouse = warehouse;
    this.iceberg = iceberg;
    this.parquet = parquet;
    this.duckDb = duckDb;
  }

  /** How the columns of a table are found out. */
  private interface Opening {
    UsersTable in(DuckDbSession session) throws SQLException;
  }

  /**
   * Opens a table; no row is read.
   *
   * @throws ProblemException when it is not there, or cannot be read here
   */
  public UsersTable open(String name) {
    String below = below(name);
    if (!Files.isDirectory(warehouse.root())) {
      throw absent(name);
    }
    try {
      Optional<IcebergTables.Snapshot> snapshot = iceberg.plan(name, below);
      return snapshot.isPresent() ? ofSnapshot(name, snapshot.get()) : ofFiles(name, below);
    } catch (UncheckedIOException failure) {
      throw ProblemException.unprocessable(
          "The users table %s cannot be read: %s".formatted(name, failure.getMessage()));
    }
  }

  private String below(String name) {
    try {
      return warehouse.below(name);
    } catch (ContractException refused) {
      throw ProblemException.unprocessable(
          "The users table %s cannot be read: %s".formatted(name, refused.getMessage()));
    }
  }

  private UsersTable ofSnapshot(String name, IcebergTables.Snapshot snapshot) {
    return kept(
        fingerprint(name, List.of(String.valueOf(snapshot.id()), snapshot.schema().toString())),
        name,
        session -> IcebergColumns.table(name, snapshot, session));
  }

  private UsersTable ofFiles(String name, String below) {
    if (!warehouse.exists(below)) {
      throw absent(name);
    }
    List<DataFile> files = parquet.list(name, warehouse.real(warehouse.at(below)));
    return kept(
        fingerprint(name, files.stream().map(DataFile::fingerprint).toList()),
        name,
        session -> parquet.open(name, files, session));
  }

  /** Short, whatever the number of files. */
  private static String fingerprint(String name, List<String> parts) {
    byte[] bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return name + " " + UUID.nameUUIDFromBytes(bytes);
  }

  private static ProblemException absent(String name) {
    return ProblemException.notFound(
        "There is no users table %s: write it there, e.g. with scripts/train.sh PIPELINE --steps ingest"
            .formatted(name));
  }

  private UsersTable kept(String fingerprint, String name, Opening opening) {
    UsersTable known = opened.get(fingerprint);
    if (known != null) {
      return known;
    }
    UsersTable table = duckDb.run(name, opening::in);
    if (opened.size() >= KEPT) {
      opened.clear();
    }
    opened.put(fingerprint, table);
    return table;
  }
}
