package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.UsersSettings;
import io.propensity.expression.Columns;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens users tables by name, as the jobs do: an Iceberg table where the catalog has one there,
 * else a directory of Parquet files. What footers say is kept for as long as the files stay the
 * same.
 */
@Component
public class UsersTables {

  private static final int KEPT = 50;
  private static final String PARQUET = "parquet";

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
   * Opens a table, or the part of it that is read; no row is read.
   *
   * @throws ProblemException when it is not there, or cannot be read here
   */
  public UsersTable open(String name, UsersSettings users) {
    String format = users.format();
    if (format != null && !format.equals(PARQUET)) {
      throw ProblemException.unprocessable(
          "The users table %s is read as %s, which the jobs alone read: the service reads Parquet files and Iceberg tables"
              .formatted(name, format));
    }
    UsersTable whole = whole(name, users.snapshot());
    return users.parts().isEmpty() ? whole : part(whole, users);
  }

  /** What is wrong with the columns that say which part of a table is read, if anything is. */
  public static Optional<String> absent(Columns columns, UsersSettings users) {
    List<String> names = columns.all().stream().map(Columns.Column::name).toList();
    return users.parts().keySet().stream()
        .filter(column -> names.stream().noneMatch(column::equalsIgnoreCase))
        .findFirst()
        .map(
            column ->
                "it has no column '%s'; its columns are %s"
                    .formatted(column, String.join(", ", names)));
  }

  private UsersTable part(UsersTable whole, UsersSettings users) {
    absent(whole.columns(), users)
        .ifPresent(
            reason -> {
              throw ProblemException.unprocessable(
                  "The users table %s cannot be read in the part %s: %s"
                      .formatted(whole.name(), users.partitionText(), reason));
            });
    Optional<TablePart> part = TablePart.of(whole.columns(), users.parts());
    boolean meant =
        part.isPresent() && duckDb.run(whole.name(), session -> part.get().isMeant(session));
    if (!meant) {
      throw ProblemException.unprocessable(
          "The users table %s cannot be read in the part %s: a value is none of its column's type, or the type is one that the jobs alone read"
              .formatted(whole.name(), users.partitionText()));
    }
    return whole.where(part.get().condition());
  }

  private UsersTable whole(String name, @Nullable String version) {
    String below = below(name);
    if (!Files.isDirectory(warehouse.root())) {
      throw absent(name);
    }
    try {
      Optional<IcebergTables.Snapshot> snapshot = iceberg.plan(name, below, version);
      if (snapshot.isPresent()) {
        return ofSnapshot(name, snapshot.get());
      }
      return ofFiles(name, below, version);
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

  private UsersTable ofFiles(String name, String below, @Nullable String version) {
    if (!warehouse.exists(below)) {
      throw absent(name);
    }
    List<DataFile> files = parquet.list(name, warehouse.real(warehouse.at(below)));
    if (version != null) {
      throw ProblemException.notFound(
          "The users table %s is no table of the catalog and has no snapshot %s"
              .formatted(name, version));
    }
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
