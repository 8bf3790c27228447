package io.propensity.scoring;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.model.CategoryText;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.run.ContractException;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table with everything that a model's features are made of: the inputs in their canonical types,
 * then the derived columns. Training and scoring both come through here, so that a feature is made
 * in one way only.
 */
public final class FeatureTable {

  /** STRING: why a row of {@link #ofUsers} is not to be scored; NULL where nothing speaks so. */
  public static final String REJECTED = "_rejected";

  private FeatureTable() {}

  /**
   * Checks the inputs and adds the derived columns.
   *
   * @param table any table that has the inputs; its columns are matched without regard to case
   * @param subject whose inputs they are and where they are looked for, for messages
   * @param kept columns that are carried along unchanged, the key for one
   * @param runDate the value of {@code current_date}
   * @return the kept columns, the inputs and the derived columns, in this order
   * @throws ContractException naming every input that is absent or of another type
   */
  public static Dataset<Row> of(
      Dataset<Row> table,
      String subject,
      List<String> kept,
      List<InputColumn> inputs,
      List<DerivedColumn> derived,
      LocalDate runDate) {
    List<String> faults =
        faults(
            table.schema(),
            inputs,
            (column, input) ->
                column.type().filter(type -> type.standsFor(input.type())).isPresent());
    if (!faults.isEmpty()) {
      throw new ContractException(
          "%s: %s. %s".formatted(subject, String.join("; ", faults), columns(table.schema())));
    }
    List<Column> selected = new ArrayList<>();
    kept.forEach(name -> selected.add(table.col(quoted(name)).as(name)));
    inputs.stream()
        .filter(input -> !kept.contains(input.name()))
        .forEach(input -> selected.add(canonical(table, input)));
    return derive(table.select(selected.toArray(Column[]::new)), derived, runDate);
  }

  /**
   * As {@link #of}, for a table that was not made for the model: {@linkplain Widening types that
   * hold its values too} are taken, and a row with a value that does not fit is marked in {@link
   * #REJECTED}, which comes after the derived columns.
   *
   * @throws ContractException as {@link #requireUsers}
   */
  public static Dataset<Row> ofUsers(
      Dataset<Row> table,
      String subject,
      List<String> kept,
      List<InputColumn> inputs,
      List<DerivedColumn> derived,
      LocalDate runDate) {
    StructType schema = table.schema();
    requireUsers(schema, subject, inputs);
    List<Column> selected = new ArrayList<>();
    kept.forEach(name -> selected.add(table.col(quoted(name)).as(name)));
    Column reason = functions.lit(null).cast(DataTypes.StringType);
    for (InputColumn input : inputs) {
      Column column = table.col(quoted(input.name()));
      Widening widening = Widening.of(column, stored(schema, input.name()), input.type());
      reason =
          functions
              .when(widening.unusable(), functions.lit("unusable_value: " + input.name()))
              .otherwise(reason);
      if (!kept.contains(input.name())) {
        selected.add(widening.value().as(input.name()));
      }
    }
    selected.add(reason.as(REJECTED));
    return derive(table.select(selected.toArray(Column[]::new)), derived, runDate);
  }

  private static DataType stored(StructType schema, String name) {
    return Arrays.stream(schema.fields())
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow()
        .dataType();
  }

  private static Dataset<Row> derive(
      Dataset<Row> table, List<DerivedColumn> derived, LocalDate runDate) {
    Dataset<Row> rows = table;
    for (DerivedColumn column : derived) {
      rows = rows.withColumn(column.name(), derivedColumn(column, rows.schema(), runDate));
    }
    return rows;
  }

  /**
   * The features as CatBoost takes them: a FLOAT column for each numeric one, NULL for what is
   * missing or NaN and the largest float for what is beyond it, since CatBoost's files know no
   * infinity; and a STRING column for each categorical one. In the model's order.
   */
  public static List<Column> vector(Dataset<Row> featureTable, List<Feature> features) {
    return vector(featureTable, features, CategoryText.CURRENT);
  }

  /** As above, with categories written as a model wants them that was trained elsewhere. */
  public static List<Column> vector(
      Dataset<Row> featureTable, List<Feature> features, CategoryText text) {
    return features.stream()
        .map(
            feature -> {
              Column column = featureTable.col(quoted(feature.name()));
              return (feature.kind() == Feature.Kind.NUMERIC
                      ? number(column, feature.type())
                      : category(column, feature.type(), text))
                  .as(feature.name());
            })
        .toList();
  }

  /**
   * As {@link #vector(Dataset, List, CategoryText)}, but for numbers of types that whoever reads
   * the rows can make a float of, as {@link VectorLayout} does: those stand as they are.
   */
  static List<Column> readable(
      Dataset<Row> featureTable, List<Feature> features, CategoryText text) {
    StructType schema = featureTable.schema();
    return features.stream()
        .map(
            feature ->
                isReadable(feature, stored(schema, feature.name()))
                    ? featureTable.col(quoted(feature.name()))
                    : vector(featureTable, List.of(feature), text).get(0))
        .toList();
  }

  private static boolean isReadable(Feature feature, DataType stored) {
    return feature.kind() == Feature.Kind.NUMERIC
        && switch (feature.type()) {
          case NUMBER -> stored.equals(DataTypes.DoubleType);
          case INTEGER -> stored.equals(DataTypes.LongType) || stored.equals(DataTypes.IntegerType);
          case BOOLEAN -> stored.equals(DataTypes.BooleanType);
          case STRING, DATE, TIMESTAMP -> false;
        };
  }

  private static Column category(Column column, ColumnType type, CategoryText text) {
    return switch (type) {
      case BOOLEAN ->
          switch (text.form(type.label())) {
            case CategoryText.CAPITALISED -> words(column, "True", "False");
            case CategoryText.ONE_OR_ZERO -> words(column, "1", "0");
            default -> column.cast(DataTypes.StringType);
          };
      case NUMBER -> decimal(column, text.form(type.label()));
      default -> column.cast(DataTypes.StringType);
    };
  }

  private static Column words(Column column, String yes, String no) {
    return functions.when(column, yes).when(functions.not(column), no);
  }

  /** As Python writes a float, but for fractions below 0.001 or above 10 million. */
  private static Column decimal(Column column, String form) {
    Column whole = column.cast(DataTypes.LongType).cast(DataTypes.StringType);
    Column written =
        form.equals(CategoryText.WITH_DECIMALS)
            ? functions.concat(whole, functions.lit(".0"))
            : whole;
    Column isWhole =
        functions
            .floor(column)
            .cast(DataTypes.DoubleType)
            .equalTo(column)
            .and(functions.abs(column).lt(1e15));
    return functions
        .when(functions.isnan(column), functions.lit(null).cast(DataTypes.StringType))
        .when(isWhole, written)
        .otherwise(column.cast(DataTypes.StringType));
  }

  private static Column number(Column column, ColumnType type) {
    return (type == ColumnType.NUMBER ? finite(column) : column).cast(DataTypes.FloatType);
  }

  /** NULL for NaN, the largest float for what is beyond it. */
  static Column finite(Column column) {
    Column finite =
        functions.greatest(
            functions.least(column, functions.lit((double) Float.MAX_VALUE)),
            functions.lit((double) -Float.MAX_VALUE));
    // least and greatest pass over NULL, which would become the largest number.
    Column present = column.isNotNull().and(functions.not(functions.isnan(column)));
    return functions.when(present, finite);
  }

  /** A column name that Spark takes as it is, dots and backticks included. */
  public static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  private static Column derivedColumn(DerivedColumn column, StructType schema, LocalDate runDate) {
    try {
      return ExpressionColumns.column(Expression.parse(column.expression()), schema, runDate);
    } catch (ExpressionException e) {
      throw new ContractException(
          "Derived column '%s', %s".formatted(column.name(), e.getMessage()), e);
    }
  }

  private static Column canonical(Dataset<Row> table, InputColumn input) {
    Column column = table.col(quoted(input.name()));
    return switch (input.type()) {
      case INTEGER -> column.cast(DataTypes.LongType).as(input.name());
      case NUMBER -> column.cast(DataTypes.DoubleType).as(input.name());
      case BOOLEAN, STRING, DATE, TIMESTAMP -> column.as(input.name());
    };
  }

  /**
   * Requires of a table that {@link #ofUsers} can take it.
   *
   * @throws ContractException naming every input that is absent or of a type that cannot be taken,
   *     each in a sentence of its own
   */
  public static void requireUsers(StructType schema, String subject, List<InputColumn> inputs) {
    List<String> faults =
        faults(
            schema,
            inputs,
            (column, input) -> Widening.fits(column, stored(schema, column.name()), input.type()));
    if (faults.isEmpty()) {
      return;
    }
    List<String> differences =
        new ArrayList<>(faults.stream().map(fault -> subject + ": " + fault).toList());
    int last = differences.size() - 1;
    differences.set(last, differences.get(last) + ". " + columns(schema));
    throw new ContractException(differences);
  }

  private static String columns(StructType schema) {
    return "The columns are " + String.join(", ", schema.fieldNames());
  }

  private static List<String> faults(
      StructType schema, List<InputColumn> inputs, BiPredicate<Columns.Column, InputColumn> fits) {
    Columns columns = ExpressionColumns.columns(schema);
    return inputs.stream().flatMap(input -> fault(columns, input, fits).stream()).toList();
  }

  private static Optional<String> fault(
      Columns columns, InputColumn input, BiPredicate<Columns.Column, InputColumn> fits) {
    List<Columns.Column> found =
        columns.all().stream().filter(at -> at.name().equalsIgnoreCase(input.name())).toList();
    if (found.size() != 1) {
      return Optional.of(
          "column '%s' is %s".formatted(input.name(), found.isEmpty() ? "absent" : "ambiguous"));
    }
    Columns.Column column = found.get(0);
    return fits.test(column, input)
        ? Optional.empty()
        : Optional.of(
            "column '%s' is %s, the model wants %s"
                .formatted(input.name(), column.storedAs(), input.type().label()));
  }
}
