package io.propensity.api.console.settings;

import io.propensity.api.audience.TableColumns;
import io.propensity.api.console.Shown;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a users table, for people.
 *
 * @param range from the least to the greatest value; empty where neither is told
 * @param frequent the values that occur most, each with its number of rows
 */
record ColumnRow(
    String name,
    String type,
    String storedAs,
    boolean masked,
    String nulls,
    String distinct,
    String range,
    List<Value> frequent) {

  /** A value and how many rows have it. */
  record Value(String value, String rows) {}

  ColumnRow {
    frequent = List.copyOf(frequent);
  }

  static ColumnRow of(TableColumns.ColumnFigures column) {
    return new ColumnRow(
        column.name(),
        column.type(),
        column.storedAs(),
        column.masked(),
        Shown.AS_TEXT.share(column.nulls()),
        Shown.AS_TEXT.number(column.distinct()),
        range(column.min(), column.max()),
        Objects.requireNonNullElse(column.frequent(), List.<TableColumns.FrequentValue>of())
            .stream()
            .map(
                each -> new Value(String.valueOf(each.value()), Shown.AS_TEXT.number(each.count())))
            .toList());
  }

  private static String range(@Nullable Object least, @Nullable Object greatest) {
    return least == null || greatest == null ? "" : "%s to %s".formatted(least, greatest);
  }
}
