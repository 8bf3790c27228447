package io.propensity.features;

import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.pipeline.Label;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where a row's label comes from.
 *
 * @param name names it in messages: {@code column 'churn'}
 * @param reads the row's columns that are the label or that it is made of; no feature may be one
 */
record LabelSource(String name, Set<String> reads) {

  /** The label before it is a number, in a table on the way. */
  static final String VALUE = "_label_value";

  LabelSource {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(reads);
    reads = names;
  }

  /**
   * What a pipeline's label reads.
   *
   * @throws ConfigurationException when the expression cannot be read
   */
  static LabelSource of(Label label) {
    if (label.column() != null) {
      return new LabelSource("column '%s'".formatted(label.column()), Set.of(label.column()));
    }
    if (label.expression() != null) {
      return new LabelSource(
          "expression '%s'".formatted(label.expression()), parsed(label.expression()).columns());
    }
    return new LabelSource("the label of " + label.sql(), Set.of());
  }

  /** The same with a column of {@code label.sql} among those that are barred. */
  LabelSource and(String column) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(reads);
    all.add(column);
    return new LabelSource(name, all);
  }

  /**
   * The rows with {@link #VALUE}.
   *
   * @param query the rows of {@code label.sql}: the key and one column more
   * @throws ConfigurationException when the column, the expression or the query does not fit
   */
  static Dataset<Row> attach(
      Dataset<Row> rows,
      Label label,
      List<String> key,
      Optional<Dataset<Row>> query,
      LocalDate runDate) {
    if (label.column() != null) {
      String column = label.column();
      requireColumn(rows, "label.column", column);
      return rows.withColumn(VALUE, rows.col(FeatureTable.quoted(column)));
    }
    if (label.expression() != null) {
      return rows.withColumn(VALUE, made(rows, label.expression(), runDate));
    }
    return joined(rows, String.valueOf(label.sql()), key, query.orElseThrow());
  }

  /** The column of {@code label.sql} that is none of the key. */
  static String labelOf(Dataset<Row> query, String file, List<String> key) {
    List<String> others =
        Arrays.stream(query.columns())
            .filter(name -> key.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    boolean keyed =
        key.stream().allMatch(k -> Arrays.stream(query.columns()).anyMatch(k::equalsIgnoreCase));
    if (!keyed || others.size() != 1) {
      throw new ConfigurationException(
          "%s must select the key (%s) and one column more, the label; it selects %s"
              .formatted(file, String.join(", ", key), String.join(", ", query.columns())));
    }
    return others.get(0);
  }

  private static Dataset<Row> joined(
      Dataset<Row> rows, String file, List<String> key, Dataset<Row> query) {
    String label = labelOf(query, file, key);
    if (Arrays.stream(rows.columns()).anyMatch(label::equalsIgnoreCase)) {
      throw new ConfigurationException(
          "%s names its label '%s', which is a column of the rows too: name it otherwise, AS label"
              .formatted(file, label));
    }
    Column[] selected = new Column[key.size() + 1];
    Column on = null;
    for (int i = 0; i < key.size(); i++) {
      String mine = FeatureTable.quoted(key.get(i));
      selected[i] = query.col(mine).as("_key_" + i);
      Column equal = rows.col(mine).equalTo(org.apache.spark.sql.functions.col("_key_" + i));
      on = on == null ? equal : on.and(equal);
    }
    selected[key.size()] = query.col(FeatureTable.quoted(label)).as(VALUE);
    Dataset<Row> labels = query.select(selected);
    Dataset<Row> joined = rows.join(labels, on, "left");
    for (int i = 0; i < key.size(); i++) {
      joined = joined.drop("_key_" + i);
    }
    return joined;
  }

  private static Column made(Dataset<Row> rows, String text, LocalDate runDate) {
    try {
      return ExpressionColumns.column(Expression.parse(text), rows.schema(), runDate);
    } catch (ExpressionException e) {
      throw refused(e);
    }
  }

  private static Expression parsed(String text) {
    try {
      return Expression.parse(text);
    } catch (ExpressionException e) {
      throw refused(e);
    }
  }

  private static ConfigurationException refused(ExpressionException e) {
    return new ConfigurationException(
        List.of(new Fault("label.expression", String.valueOf(e.getMessage()))));
  }

  static void requireColumn(Dataset<Row> rows, String setting, String column) {
    requireColumn(List.of(rows.columns()), setting, column);
  }

  static void requireColumn(List<String> columns, String setting, String column) {
    if (columns.stream().noneMatch(column::equalsIgnoreCase)) {
      throw new ConfigurationException(
          List.of(
              new Fault(
                  setting,
                  "the rows have no column '%s'; their columns are %s"
                      .formatted(column, String.join(", ", columns)))));
    }
  }
}
