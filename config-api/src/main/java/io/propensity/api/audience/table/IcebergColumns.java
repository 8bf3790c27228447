package io.propensity.api.audience.table;

import io.propensity.api.problem.ProblemException;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.Columns;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The columns of an Iceberg table: those of its current schema, found in each file by their ids, so
 * that what was renamed since is found too, and what was added since is NULL.
 */
final class IcebergColumns {

  private IcebergColumns() {}

  static UsersTable table(String name, IcebergTables.Snapshot snapshot, DuckDbSession session)
      throws SQLException {
    List<Types.NestedField> fields = snapshot.schema().columns();
    Map<Path, List<ParquetColumn>> schemas = ParquetSchema.of(snapshot.files(), session);
    Map<Map<String, String>, List<Path>> parts = new LinkedHashMap<>();
    schemas.forEach(
        (file, columns) ->
            parts
                .computeIfAbsent(sources(name, fields, columns), same -> new ArrayList<>())
                .add(file));
    return new UsersTable(
        name,
        new Columns(fields.stream().map(IcebergColumns::column).toList()),
        parts.entrySet().stream().map(e -> new FilePart(e.getValue(), e.getKey())).toList(),
        snapshot.files().size(),
        snapshot.id());
  }

  private static Columns.Column column(Types.NestedField field) {
    return ParquetColumn.column(field.name(), storedAs(field.type()));
  }

  private static Map<String, String> sources(
      String name, List<Types.NestedField> fields, List<ParquetColumn> columns) {
    Map<Long, ParquetColumn> byId = new LinkedHashMap<>();
    for (ParquetColumn column : columns) {
      if (column.fieldId() == null) {
        throw ProblemException.unprocessable(
            "The users table %s has files whose columns have no ids, such as 'add_files' takes in: the jobs alone read them"
                .formatted(name));
      }
      byId.put(column.fieldId(), column);
    }
    Map<String, String> sources = new TreeMap<>();
    for (Types.NestedField field : fields) {
      ParquetColumn stored = byId.get((long) field.fieldId());
      if (stored != null) {
        sources.put(field.name(), source(field, stored));
      } else if (field.initialDefault() != null) {
        throw ProblemException.unprocessable(
            "The column '%s' of the users table %s was added with a default, which the jobs alone read"
                .formatted(field.name(), name));
      }
    }
    return sources;
  }

  private static String source(Types.NestedField field, ParquetColumn stored) {
    String column = DuckDbSql.name(stored.name());
    return field.type().typeId() == Type.TypeID.UUID
        ? "CAST(%s AS VARCHAR)".formatted(column)
        : column;
  }

  /** By the name that Spark gives it. */
  private static String storedAs(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "boolean";
      case INTEGER -> "int";
      case LONG -> "bigint";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case STRING, UUID -> "string";
      case DATE -> "date";
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield "decimal(%d,%d)".formatted(decimal.precision(), decimal.scale());
      }
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC() ? "timestamp" : "timestamp_ntz";
      case FIXED, BINARY -> "binary";
      case LIST -> "array";
      default -> type.typeId().name().toLowerCase(Locale.ROOT);
    };
  }
}
