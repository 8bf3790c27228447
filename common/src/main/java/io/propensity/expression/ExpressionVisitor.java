package io.propensity.expression;

/** One case for each kind of expression, so that the compiler misses none. */
public interface ExpressionVisitor<R> {

  R columnName(Expression.ColumnName column);

  R literal(Expression.Literal literal);

  R nullLiteral(Expression.Null literal);

  R negation(Expression.Negation negation);

  R arithmetic(Expression.Arithmetic arithmetic);

  R comparison(Expression.Comparison comparison);

  R logic(Expression.Logic logic);

  R not(Expression.Not not);

  R in(Expression.In in);

  R between(Expression.Between between);

  R like(Expression.Like like);

  R isNull(Expression.IsNull isNull);

  R caseWhen(Expression.Case caseWhen);

  R tryCast(Expression.TryCast tryCast);

  R call(Expression.Call call);
}
