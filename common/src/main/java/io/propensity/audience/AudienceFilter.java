package io.propensity.audience;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.expression.Position;
import io.propensity.expression.Types;

/**
 * A Boolean expression over the users table: who is TRUE is in the audience, who is FALSE or NULL
 * is not. {@code TRUE} is everybody.
 */
public record AudienceFilter(Expression expression) {

  public AudienceFilter {
    Types types = Types.checkWithoutTable(expression);
    if (expression.columns().isEmpty() || types.of(expression).isPresent()) {
      requireBoolean(expression, types.root());
    }
  }

  /**
   * Reads a filter and refuses all that can be known to be wrong without the table.
   *
   * @throws ExpressionException with the position and the reason
   */
  public static AudienceFilter parse(String text) {
    if (text.isBlank()) {
      throw new ExpressionException(
          Position.NONE, "the audience filter is blank; TRUE means everybody");
    }
    return new AudienceFilter(Expression.parse(text));
  }

  /**
   * Checks names and types against the users table.
   *
   * @throws ExpressionException with the position and the reason
   */
  public void check(Columns columns) {
    requireBoolean(expression, expression.typeOf(columns));
  }

  private static void requireBoolean(Expression expression, ColumnType type) {
    if (type != ColumnType.BOOLEAN) {
      throw new ExpressionException(
          expression.at(),
          "an audience filter is boolean, this is %s; compare it with something"
              .formatted(type.label()));
    }
  }
}
