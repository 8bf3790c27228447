package io.propensity.api.audience.table;

import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.Columns;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A users table that was opened: its columns, and where DuckDB finds them.
 *
 * @param name as it was asked for
 * @param columns with what they are stored as, by Spark's names
 * @param parts files that have the same columns
 * @param snapshot of an Iceberg table
 * @param part a condition in SQL that its rows meet; empty for all rows
 */
public record UsersTable(
    String name,
    Columns columns,
    List<FilePart> parts,
    int files,
    @Nullable Long snapshot,
    String part) {

  public UsersTable {
    parts = List.copyOf(parts);
  }

  /** The whole of it. */
  UsersTable(
      String name, Columns columns, List<FilePart> parts, int files, @Nullable Long snapshot) {
    this(name, columns, parts, files, snapshot, "");
  }

  UsersTable where(String condition) {
    return new UsersTable(name, columns, parts, files, snapshot, condition);
  }

  /** The columns that expressions carry, in order. */
  public List<Columns.Column> readable() {
    return columns.all().stream().filter(column -> column.type().isPresent()).toList();
  }

  /** A relation with the readable columns as they are stored, for a FROM. */
  public String relation() {
    return part.isEmpty() ? whole() : "(SELECT * FROM %s WHERE %s)".formatted(whole(), part);
  }

  private String whole() {
    if (parts.isEmpty()) {
      return "(SELECT " + String.join(", ", nothing()) + " WHERE FALSE)";
    }
    return parts.stream()
        .map(part -> part.select(readable(), this::nothing))
        .collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  private List<String> nothing() {
    List<String> columns =
        readable().stream()
            .map(column -> nothing(column) + " AS " + DuckDbSql.name(column.name()))
            .toList();
    return columns.isEmpty() ? List.of("1 AS nothing") : columns;
  }

  /** NULL, of a type where no file gives the column one. */
  private String nothing(Columns.Column column) {
    boolean typed = parts.stream().anyMatch(part -> part.sources().containsKey(column.name()));
    return typed ? "NULL" : "NULL::" + duckDb(column);
  }

  private static String duckDb(Columns.Column column) {
    return switch (column.type().orElseThrow()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "BIGINT";
      case NUMBER -> "DOUBLE";
      case STRING -> "VARCHAR";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }
}
