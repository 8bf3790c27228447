package io.propensity.sql;

import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Expressions as Spark columns. They are built from the tree alone, never from text, and mean what
 * {@code docs/expressions.md} says: no value of a row makes them throw, ANSI mode or not. A
 * TIMESTAMP_NTZ column is an instant of the session's time zone, which is UTC in every environment;
 * nothing else asks the session. The deepest expressions need the rounds of analysis that a job's
 * session sets ({@code spark.sql.analyzer.maxIterations}).
 */
public final class ExpressionColumns {

  private ExpressionColumns() {}

  /**
   * The column of an expression over the rows of a table, of the Spark type that stands for its
   * type.
   *
   * @param runDate the day on which the run started, in UTC
   * @throws io.propensity.expression.ExpressionException when a name or a type does not fit
   */
  public static Column column(Expression expression, StructType schema, LocalDate runDate) {
    Types types = Types.check(expression, columns(schema));
    return new ColumnBuilder(expression, types, schema, runDate).build(expression, types.root());
  }

  /** The columns of a table as the language sees them; what it does not carry is kept by name. */
  public static Columns columns(StructType schema) {
    return new Columns(Arrays.stream(schema.fields()).map(ExpressionColumns::column).toList());
  }

  private static Columns.Column column(StructField field) {
    return new Columns.Column(
        field.name(),
        Optional.ofNullable(SparkTypes.read(field.dataType())),
        field.dataType().simpleString());
  }
}
