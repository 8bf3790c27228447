package io.propensity.expression;

import io.propensity.text.CloseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of a row, in order. Names are looked up whatever the case of their letters; a name
 * that means two columns is refused when it is used.
 */
public record Columns(List<Column> all) {

  /**
   * One column.
   *
   * @param type empty when the language does not carry what the table stores
   * @param storedAs what the table stores, for messages: {@code array<string>}
   */
  public record Column(String name, Optional<ColumnType> type, String storedAs) {
    public static Column of(String name, ColumnType type) {
      return new Column(name, Optional.of(type), type.label());
    }

    public static Column unsupported(String name, String storedAs) {
      return new Column(name, Optional.empty(), storedAs);
    }
  }

  private static final int LISTED = 20;

  public Columns {
    all = List.copyOf(all);
  }

  /** Columns of supported types, in the map's order. */
  public static Columns of(Map<String, ColumnType> types) {
    List<Column> columns = new ArrayList<>();
    types.forEach((name, type) -> columns.add(Column.of(name, type)));
    return new Columns(columns);
  }

  /**
   * The one column that a name means.
   *
   * @throws ExpressionException when there is none or more than one
   */
  public Column find(Expression.ColumnName column) {
    List<Column> found =
        all.stream().filter(each -> each.name().equalsIgnoreCase(column.name())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new ExpressionException(
        column.at(), found.isEmpty() ? unknown(column.name()) : ambiguous(column.name(), found));
  }

  private static String ambiguous(String name, List<Column> found) {
    return "column %s is ambiguous: the table has %s"
        .formatted(Quoted.text(name), quoted(found.stream().map(Column::name)));
  }

  private String unknown(String name) {
    List<String> names = all.stream().map(Column::name).toList();
    List<String> close = CloseNames.to(name, names);
    if (!close.isEmpty()) {
      return "column %s is unknown; close to it: %s"
          .formatted(Quoted.text(name), quoted(close.stream()));
    }
    return "column %s is unknown; the columns are %s%s"
        .formatted(
            Quoted.text(name),
            quoted(names.stream().limit(LISTED)),
            names.size() > LISTED ? " and %d more".formatted(names.size() - LISTED) : "");
  }

  private static String quoted(Stream<String> names) {
    return String.join(", ", names.map(Quoted::text).toList());
  }
}
