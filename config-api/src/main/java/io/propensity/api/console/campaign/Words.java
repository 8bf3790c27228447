package io.propensity.api.console.campaign;

import io.propensity.api.audience.TableColumns;
import io.propensity.expression.Function;
import java.util.Arrays;
import java.util.List;

/**
 * What the editor of audiences suggests.
 *
 * @param columns none where the table cannot be read
 */
record Words(List<Column> columns, List<Called> functions) {

  /** A column with the values that are frequent in it. */
  record Column(String name, String type, List<Object> values) {}

  /** A function, and what it is called with. */
  record Called(String name, String signature) {}

  private static final List<Called> FUNCTIONS =
      Arrays.stream(Function.values())
          .map(function -> new Called(function.label(), function.signature()))
          .toList();

  static Words ofLanguage() {
    return new Words(List.of(), FUNCTIONS);
  }

  /** Columns that the language cannot carry are left out. */
  static Words of(TableColumns table) {
    return new Words(
        table.columns().stream()
            .filter(column -> !column.type().equals("other"))
            .map(column -> new Column(column.name(), column.type(), values(column)))
            .toList(),
        FUNCTIONS);
  }

  private static List<Object> values(TableColumns.ColumnFigures column) {
    List<TableColumns.FrequentValue> frequent = column.frequent();
    return frequent == null
        ? List.of()
        : frequent.stream().map(TableColumns.FrequentValue::value).toList();
  }
}
