package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.propensity.json.Description;
import io.propensity.run.Checks;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted: a column of the raw table, an expression over its row, or a query.
 *
 * @param expression in the language of audience filters
 * @param sql a file of the pipeline's folder: SELECT the key and a column {@code label}
 * @param positive the values, as text, whose probability is the score of a binary model
 * @param classes the order of a multiclass model's classes; empty means sorted
 */
public record Label(
    @Description("The column that holds the label") @Nullable String column,
    @Description("An expression over the row, such as spend > 0") @Nullable String expression,
    @Description("A file of this folder: SELECT the key and label") @Nullable String sql,
    @Description("The value, or the values, whose probability is the score")
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> positive,
    @Description("The classes of a multiclass model in their order")
        @Nullable List<String> classes) {

  public Label {
    positive = List.copyOf(positive == null ? List.of() : positive);
    classes = List.copyOf(classes == null ? List.of() : classes);
    long given = Stream.of(column == null, expression == null, sql == null).filter(n -> !n).count();
    new Checks()
        .require(given == 1, "", "needs exactly one of column, expression and sql")
        .require(column == null || !column.isBlank(), "column", "is empty")
        .require(expression == null || !expression.isBlank(), "expression", "is empty")
        .require(
            new TreeSet<>(positive).size() == positive.size(), "positive", "names a value twice")
        .require(new TreeSet<>(classes).size() == classes.size(), "classes", "names a class twice")
        .require(classes.size() != 1, "classes", "names one class: a model needs two at least")
        .done();
  }

  /** A label that is a column, with one positive value. */
  public static Label of(String column, String positive) {
    return new Label(column, null, null, List.of(positive), null);
  }

  @Override
  public List<String> positive() {
    return positive == null ? List.of() : positive;
  }

  @Override
  public List<String> classes() {
    return classes == null ? List.of() : classes;
  }

  /** Whether the label is that column of the raw table. */
  public boolean isColumn(String name) {
    return name.equalsIgnoreCase(column);
  }
}
