package io.propensity.sql;

import io.propensity.expression.Expression;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Lets a value be used more than once. What is more than a column or a literal is bound to a name
 * first: were it copied, nesting would double the plan with every level.
 */
final class Binding {

  private Binding() {}

  static Column let(Expression source, Column value, UnaryOperator<Column> body) {
    return source.children().isEmpty() ? body.apply(value) : bound(value, body);
  }

  /** The same for a value that is no column and no literal. */
  static Column bound(Column value, UnaryOperator<Column> body) {
    return functions.element_at(
        functions.transform(functions.array(value), x -> body.apply(x)), functions.lit(1));
  }
}
