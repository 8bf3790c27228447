package io.propensity.features;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.model.Feature;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that {@code numeric} and {@code categorical} mean. A column that is named stands
 * where it is named; a pattern takes what nobody names and no pattern before it took, in the
 * table's order: for {@code numeric} booleans, integers and numbers, for {@code categorical}
 * strings and booleans.
 */
record Selection(List<String> numeric, List<String> categorical) {

  Selection {
    numeric = List.copyOf(numeric);
    categorical = List.copyOf(categorical);
  }

  /**
   * Resolves both lists.
   *
   * @param barred columns that no pattern takes
   * @throws ConfigurationException for a pattern other than {@code *} that takes no column
   */
  static Selection of(
      List<String> numeric, List<String> categorical, Columns columns, Predicate<String> barred) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Stream.concat(numeric.stream(), categorical.stream())
        .filter(name -> !isPattern(name, columns))
        .forEach(taken::add);
    List<String> numbers = resolve(Feature.Kind.NUMERIC, numeric, columns, barred, taken);
    List<String> categories =
        resolve(Feature.Kind.CATEGORICAL, categorical, columns, barred, taken);
    return new Selection(numbers, categories);
  }

  /** Whether {@code name} is a pattern and no column's own name. */
  static boolean isPattern(String name, Columns columns) {
    return name.contains("*")
        && columns.all().stream().noneMatch(column -> column.name().equalsIgnoreCase(name));
  }

  /** Tells whether a name fits a pattern, in which {@code *} stands for any letters or none. */
  static Predicate<String> matching(String pattern) {
    String regex =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .asMatchPredicate();
  }

  private static List<String> resolve(
      Feature.Kind kind,
      List<String> names,
      Columns columns,
      Predicate<String> barred,
      Set<String> taken) {
    List<String> resolved = new ArrayList<>();
    for (String name : names) {
      if (!isPattern(name, columns)) {
        resolved.add(name);
        continue;
      }
      Predicate<String> matches = matching(name);
      List<String> found =
          columns.all().stream()
              .filter(column -> column.type().map(type -> isOf(kind, type)).orElse(false))
              .map(Columns.Column::name)
              .filter(matches)
              .filter(column -> !barred.test(column) && !taken.contains(column))
              .toList();
      if (found.isEmpty() && !name.equals("*")) {
        throw new ConfigurationException(
            List.of(
                new Fault(
                    "%s[%d]".formatted(label(kind), names.indexOf(name)),
                    "pattern '%s' takes no column; those of that kind are %s"
                        .formatted(name, ofKind(kind, columns)))));
      }
      resolved.addAll(found);
      taken.addAll(found);
    }
    return resolved;
  }

  private static String ofKind(Feature.Kind kind, Columns columns) {
    String names =
        columns.all().stream()
            .filter(column -> column.type().map(type -> isOf(kind, type)).orElse(false))
            .map(Columns.Column::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  private static String label(Feature.Kind kind) {
    return kind == Feature.Kind.NUMERIC ? "numeric" : "categorical";
  }

  /** A date is a category only when it is named: its values never come again. */
  private static boolean isOf(Feature.Kind kind, ColumnType type) {
    return switch (type) {
      case BOOLEAN -> true;
      case INTEGER, NUMBER -> kind == Feature.Kind.NUMERIC;
      case STRING -> kind == Feature.Kind.CATEGORICAL;
      case DATE, TIMESTAMP -> false;
    };
  }
}
