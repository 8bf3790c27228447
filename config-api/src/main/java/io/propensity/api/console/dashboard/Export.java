package io.propensity.api.console.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The rows of an export, which are sums already. */
record Export(List<JsonNode> rows) {

  /** Nothing was exported under the name. */
  static final Export NONE = new Export(List.of());

  Export {
    rows = List.copyOf(rows);
  }

  static Export of(JsonNode document) {
    return new Export(document.valueStream().filter(JsonNode::isObject).toList());
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Export where(Predicate<JsonNode> wanted) {
    return new Export(rows.stream().filter(wanted).toList());
  }

  /** The different values of a column, in order. */
  List<String> values(String column) {
    TreeSet<String> values = new TreeSet<>();
    rows.forEach(row -> values.add(text(row, column)));
    return List.copyOf(values);
  }

  /** Whether any row has a number in a column. */
  boolean has(String column) {
    return rows.stream().anyMatch(row -> row.path(column).isNumber());
  }

  /** The sum of a column. */
  double sum(String column) {
    return rows.stream().mapToDouble(row -> number(row, column)).sum();
  }

  /** The rows by the values of a column, in the order in which these come first. */
  Map<String, Export> by(String column) {
    Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    rows.forEach(
        row -> groups.computeIfAbsent(text(row, column), same -> new ArrayList<>()).add(row));
    Map<String, Export> exports = new LinkedHashMap<>();
    groups.forEach((value, group) -> exports.put(value, new Export(group)));
    return exports;
  }

  /** The rows by the numbers of a column, the smallest first. */
  Export inOrderOf(String column) {
    return new Export(
        rows.stream().sorted(Comparator.comparingDouble(row -> number(row, column))).toList());
  }

  /** The numbers of a column, row by row; 0 where there is none. */
  List<Double> numbers(String column) {
    return rows.stream().map(row -> number(row, column)).toList();
  }

  /** The texts of a column, row by row. */
  List<String> texts(String column) {
    return rows.stream().map(row -> text(row, column)).toList();
  }

  static String text(JsonNode row, String column) {
    return row.path(column).asString("");
  }

  static double number(JsonNode row, String column) {
    JsonNode value = row.path(column);
    return value.isNumber() ? value.doubleValue() : 0;
  }
}
