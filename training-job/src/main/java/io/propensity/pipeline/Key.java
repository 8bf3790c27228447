package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.propensity.json.Schema;
import io.propensity.run.Checks;
import java.util.List;
import java.util.TreeSet;

/**
 * What names a row.
 *
 * @param columns one or several; {@link #GENERATED} alone when the raw table numbers its rows
 */
@Schema(
    """
    {"anyOf": [
      {"type": "string"},
      {"type": "array", "items": {"type": "string"}, "minItems": 1}
    ]}
    """)
public record Key(List<String> columns) {

  /** The column of a generated key: BIGINT, by the order of the files and of the rows in them. */
  public static final String GENERATED = "row_id";

  private static final String GENERATE = "generated";

  public Key {
    columns = List.copyOf(columns);
    Checks checks = new Checks();
    checks.require(!columns.isEmpty(), "", "names no column: write one, several or generated");
    checks.require(
        columns.size() == 1 || !columns.contains(GENERATE),
        "",
        "is either generated or names columns, not both");
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String column : columns) {
      checks.require(!column.isBlank(), "", "names a column without a name");
      checks.require(seen.add(column), "", "names column '%s' twice".formatted(column));
    }
    checks.done();
  }

  /** A key of these columns; {@code generated} alone stands for a number of the row. */
  public static Key of(String... columns) {
    return read(List.of(columns));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Key read(Object value) {
    List<String> names =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(value.toString());
    return new Key(names.equals(List.of(GENERATE)) ? List.of(GENERATED) : names);
  }

  /** Whether the raw table numbers its rows. */
  public boolean isGenerated() {
    return columns.equals(List.of(GENERATED));
  }

  /** The only column of the key. */
  public String column() {
    if (columns.size() != 1) {
      throw new IllegalStateException(
          "The key has %d columns: %s".formatted(columns.size(), columns));
    }
    return columns.get(0);
  }

  /** Whether {@code column} is one of the key's. */
  public boolean has(String column) {
    return columns.stream().anyMatch(column::equalsIgnoreCase);
  }

  @JsonValue
  Object written() {
    return columns.size() == 1 ? columns.get(0) : columns;
  }

  @Override
  public String toString() {
    return columns.size() == 1 ? columns.get(0) : columns.toString();
  }
}
