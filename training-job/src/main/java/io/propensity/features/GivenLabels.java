package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.model.Label;
import io.propensity.model.Manifest;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.jspecify.annotations.Nullable;

/**
 * The labels of new rows as the numbers that a published model was trained with, told by its
 * manifest alone.
 *
 * @param rows those that have a label, with {@link Features#LABEL}
 * @param unlabelled how many have none and are left out
 */
public record GivenLabels(Dataset<Row> rows, long labelled, long unlabelled) {

  private static final int LISTED = 5;

  /**
   * Finds the label by the manifest, or takes the column that is given. A features table of the
   * model's own pipeline has it as a number already.
   *
   * @throws ContractException when the data has no such column, or values that are no class
   */
  public static GivenLabels of(
      Dataset<Row> data, Manifest manifest, Optional<String> column, LocalDate runDate) {
    Dataset<Row> numbered = numbered(data, manifest, column, runDate);
    Row counted =
        numbered
            .agg(
                count(lit(1)),
                count_if(col(Features.LABEL).isNull()),
                count_if(col(Features.LABEL).lt(0).and(lit(manifest.task() != Task.REGRESSION))))
            .head();
    if (counted.getLong(2) > 0) {
      throw new ContractException(
          "%d rows of the data have a label that model %s does not know: %s; its classes are %s"
              .formatted(
                  counted.getLong(2),
                  manifest.modelVersion(),
                  strangers(numbered),
                  String.join(", ", manifest.classes())));
    }
    long unlabelled = counted.getLong(1);
    if (counted.getLong(0) == unlabelled) {
      throw new ContractException("No row of the data has a label: there is nothing to measure");
    }
    return new GivenLabels(
        numbered.filter(col(Features.LABEL).isNotNull()).drop(LabelSource.VALUE),
        counted.getLong(0) - unlabelled,
        unlabelled);
  }

  private static String strangers(Dataset<Row> numbered) {
    List<Row> found =
        numbered
            .filter(col(Features.LABEL).lt(0))
            .groupBy(col(LabelSource.VALUE).cast(DataTypes.StringType).as("value"))
            .count()
            .orderBy(col("count").desc(), col("value"))
            .limit(LISTED)
            .collectAsList();
    return String.join(", ", found.stream().map(row -> "'" + row.get(0) + "'").toList());
  }

  private static Dataset<Row> numbered(
      Dataset<Row> data, Manifest manifest, Optional<String> column, LocalDate runDate) {
    Optional<Column> value = value(data, manifest, column, runDate);
    if (value.isEmpty()) {
      Column own = data.col(FeatureTable.quoted(Features.LABEL));
      return data.withColumn(LabelSource.VALUE, own)
          .withColumn(
              Features.LABEL,
              own.cast(
                  manifest.task() == Task.REGRESSION
                      ? DataTypes.DoubleType
                      : DataTypes.IntegerType));
    }
    Dataset<Row> rows = data.withColumn(LabelSource.VALUE, value.get());
    DataType type = rows.schema().apply(LabelSource.VALUE).dataType();
    return rows.withColumn(Features.LABEL, number(manifest, type));
  }

  /** Empty where the rows have the number itself. */
  private static Optional<Column> value(
      Dataset<Row> data, Manifest manifest, Optional<String> column, LocalDate runDate) {
    Label label = manifest.label();
    if (column.isPresent()) {
      String given = column.get();
      if (!has(data, given)) {
        throw absent(data, "--label: the data has no column '%s'".formatted(given));
      }
      return given.equals(Features.LABEL)
          ? Optional.empty()
          : Optional.of(data.col(FeatureTable.quoted(given)));
    }
    String named = label == null ? null : label.column();
    if (named != null && has(data, named)) {
      return Optional.of(data.col(FeatureTable.quoted(named)));
    }
    String expression = label == null ? null : label.expression();
    if (expression != null) {
      Optional<Column> made = made(data, expression, runDate);
      if (made.isPresent()) {
        return made;
      }
    }
    if (label != null && has(data, Features.LABEL)) {
      return Optional.empty();
    }
    throw absent(data, missing(manifest, named, expression));
  }

  private static String missing(
      Manifest manifest, @Nullable String named, @Nullable String expression) {
    if (named != null) {
      return "The data has no column '%s', the label of model %s: pass --label COLUMN"
          .formatted(named, manifest.modelVersion());
    }
    return expression != null
        ? "The data lacks columns of '%s', the label of model %s: pass --label COLUMN"
            .formatted(expression, manifest.modelVersion())
        : "The manifest of model %s names no column that is the label: pass --label COLUMN"
            .formatted(manifest.modelVersion());
  }

  private static ContractException absent(Dataset<Row> data, String why) {
    return new ContractException(
        "%s. The columns are %s".formatted(why, String.join(", ", data.columns())));
  }

  private static boolean has(Dataset<Row> data, String name) {
    return Arrays.stream(data.columns()).anyMatch(name::equalsIgnoreCase);
  }

  private static Optional<Column> made(Dataset<Row> data, String text, LocalDate runDate) {
    try {
      Expression expression = Expression.parse(text);
      return expression.columns().stream().allMatch(name -> has(data, name))
          ? Optional.of(ExpressionColumns.column(expression, data.schema(), runDate))
          : Optional.empty();
    } catch (ExpressionException e) {
      throw new ContractException("The label '%s', %s".formatted(text, e.getMessage()), e);
    }
  }

  private static Column number(Manifest manifest, DataType type) {
    if (manifest.task() == Task.REGRESSION) {
      if (!(type instanceof NumericType)) {
        throw new ContractException(
            "The label is %s, and model %s predicts a number"
                .formatted(type.simpleString(), manifest.modelVersion()));
      }
      return Classes.none().number(col(LabelSource.VALUE), type);
    }
    if (manifest.task() == Task.MULTICLASS) {
      return new Classes(Task.MULTICLASS, manifest.classes(), List.of())
          .number(col(LabelSource.VALUE), type);
    }
    List<String> positive = positive(manifest).stream().map(p -> LabelText.of(p, type)).toList();
    Column number =
        new Classes(Task.BINARY, manifest.classes(), positive).number(col(LabelSource.VALUE), type);
    List<String> known = new ArrayList<>(positive);
    manifest.classes().stream()
        .filter(name -> !name.equals(manifest.positiveClass()))
        .forEach(name -> known.add(LabelText.of(name, type)));
    // Where several values are the negative class, it is called so and any value may be one.
    return known.contains(Classes.OTHER)
        ? number
        : when(not(LabelText.of(col(LabelSource.VALUE), type).isin(known.toArray())), lit(-1))
            .otherwise(number);
  }

  private static List<String> positive(Manifest manifest) {
    Label label = manifest.label();
    return label == null || label.positive().isEmpty()
        ? List.of(String.valueOf(manifest.positiveClass()))
        : label.positive();
  }
}
