package io.propensity.expression;

/** The three-valued connectives of SQL. */
public enum LogicOperator {
  AND,
  OR
}
