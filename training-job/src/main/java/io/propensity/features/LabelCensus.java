package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.propensity.model.Task;
import io.propensity.pipeline.Label;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/** Finds the classes among a label's values. */
final class LabelCensus {

  private static final int LISTED = 10;
  private static final int MOST_CLASSES = 1000;

  private final Dataset<Row> rows;
  private final String name;
  private final Label label;
  private final DataType type;

  /**
   * A census of {@link LabelSource#VALUE}.
   *
   * @param name names the label in messages
   */
  LabelCensus(Dataset<Row> rows, String name, Label label) {
    this.rows = rows;
    this.name = name;
    this.label = label;
    this.type = rows.schema().apply(LabelSource.VALUE).dataType();
  }

  /**
   * The classes; a pass over the label is made only where the pipeline and the label's type do not
   * tell them.
   *
   * @throws ConfigurationException when the pipeline does not say what is positive
   * @throws ContractException when the label's values are not what the task needs
   */
  Classes classes(Task task) {
    return switch (task) {
      case BINARY -> binary();
      case MULTICLASS -> multiclass();
      case REGRESSION -> regression();
    };
  }

  private Classes regression() {
    if (!(type instanceof NumericType)) {
      throw new ContractException(
          "label: %s is %s; a regression predicts a number: make one with label.expression, e.g. try_cast(x AS DOUBLE)"
              .formatted(name, type.simpleString()));
    }
    return Classes.none();
  }

  private Classes binary() {
    List<String> positive = label.positive().stream().map(p -> LabelText.of(p, type)).toList();
    if (type instanceof BooleanType) {
      List<String> said = positive.isEmpty() ? List.of("true") : positive;
      if (said.equals(List.of("true")) || said.equals(List.of("false"))) {
        String other = said.get(0).equals("true") ? "false" : "true";
        return new Classes(Task.BINARY, List.of(other, said.get(0)), said);
      }
      throw new ContractException(
          "label: %s must have two values, %s among them; it has 'false', 'true'"
              .formatted(name, quoted(said)));
    }
    if (positive.isEmpty()) {
      throw new ConfigurationException(
          "label: %s is %s: say label.positive, the value or values whose probability is the score"
              .formatted(name, type.simpleString()));
    }
    return binary(positive, values());
  }

  private Classes binary(List<String> positive, Map<String, Long> values) {
    List<String> others = values.keySet().stream().filter(v -> !positive.contains(v)).toList();
    boolean known = values.keySet().containsAll(positive);
    boolean two = positive.size() > 1 || others.size() == 1;
    if (!known || !two || others.isEmpty()) {
      throw new ContractException(
          positive.size() == 1
              ? "label: %s must have two values, %s among them; it has %s"
                  .formatted(name, quoted(positive), listed(values))
              : "label: %s must have the values %s and others; it has %s"
                  .formatted(name, quoted(positive), listed(values)));
    }
    String negative = others.size() == 1 ? others.get(0) : Classes.OTHER;
    String named = String.join(" or ", positive);
    return new Classes(Task.BINARY, List.of(negative, named), positive);
  }

  private Classes multiclass() {
    if (!label.classes().isEmpty()) {
      return new Classes(
          Task.MULTICLASS,
          label.classes().stream().map(each -> LabelText.of(each, type)).toList(),
          List.of());
    }
    Map<String, Long> values = values();
    if (values.size() < 2 || values.size() > MOST_CLASSES) {
      throw new ContractException(
          "label: %s must have from 2 to %d values; it has %s"
              .formatted(name, MOST_CLASSES, listed(values)));
    }
    return new Classes(Task.MULTICLASS, sorted(values), List.of());
  }

  private static List<String> sorted(Map<String, Long> values) {
    List<String> names = new ArrayList<>(values.keySet());
    boolean numbers = names.stream().allMatch(each -> each.matches("-?\\d{1,30}"));
    names.sort(numbers ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder());
    return names;
  }

  /** The label's values and how many rows have each, the most frequent first. */
  private Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    rows.groupBy(LabelText.of(col(LabelSource.VALUE), type).as("value"))
        .agg(count(lit(1)).as("rows"))
        .filter(col("value").isNotNull())
        .orderBy(col("rows").desc(), col("value"))
        .limit(MOST_CLASSES + 1)
        .collectAsList()
        .forEach(row -> values.put(row.getString(0), row.getLong(1)));
    return values;
  }

  /** Values that are none of {@code names}, for a message. */
  String strangers(List<String> names) {
    Map<String, Long> values = values();
    values.keySet().removeAll(names);
    return listed(values);
  }

  private static String quoted(List<String> values) {
    return String.join(", ", values.stream().map("'%s'"::formatted).toList());
  }

  private static String listed(Map<String, Long> values) {
    List<String> first = values.keySet().stream().limit(LISTED).map("'%s'"::formatted).toList();
    return first.isEmpty()
        ? "none"
        : String.join(", ", first) + (values.size() > LISTED ? " and more" : "");
  }
}
