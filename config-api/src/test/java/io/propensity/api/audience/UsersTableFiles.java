package io.propensity.api.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Users tables as Parquet files, each with a folder of its own, written by DuckDB. */
public final class UsersTableFiles {

  /** The warehouse of {@link WarehouseTest}. */
  public static final String ROOT = "target/audience-warehouse";

  private UsersTableFiles() {}

  /** A table that no other test has: {@code warehouse/test/t1f...}. */
  static String anyName() {
    return "warehouse/test/t" + UUID.randomUUID().toString().replace("-", "");
  }

  /** A table of one file with what a query selects. */
  public static String of(String query) {
    String table = anyName();
    write(path(table).resolve("part-0.parquet"), query);
    return table;
  }

  /** Where a table lies. */
  static Path path(String table) {
    return Path.of(ROOT, table.substring("warehouse/".length()));
  }

  /** Writes what a query selects to a file. */
  public static void write(Path file, String query) {
    write(file, query, "");
  }

  /** The same with more of COPY's options. */
  public static void write(Path file, String query, String options) {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(query, file.toAbsolutePath(), options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalArgumentException(query, e);
    }
  }
}
