package io.propensity.expression;

import io.propensity.expression.Expression.Call;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The types of an expression and of each of its parts. Nothing is converted but INTEGER to NUMBER.
 * A part whose type is not known fits anywhere: one that is always NULL, and, where there is no
 * table to ask, a column.
 */
public final class Types implements ExpressionVisitor<Optional<ColumnType>> {

  private static final Optional<ColumnType> UNKNOWN = Optional.empty();

  private final Expression expression;
  private final Optional<Columns> columns;
  private final IdentityHashMap<Expression, Optional<ColumnType>> types = new IdentityHashMap<>();

  private Types(Expression expression, Optional<Columns> columns) {
    this.expression = expression;
    this.columns = columns;
    of(expression);
  }

  /**
   * Resolves names and checks types.
   *
   * @throws ExpressionException at the part that does not fit
   */
  public static Types check(Expression expression, Columns columns) {
    return new Types(expression, Optional.of(columns));
  }

  /** Checks what can be known without a table. */
  public static Types checkWithoutTable(Expression expression) {
    return new Types(expression, Optional.empty());
  }

  /** The type of the whole; an expression that is NULL for every row is refused. */
  public ColumnType root() {
    return of(expression)
        .orElseThrow(
            () ->
                new ExpressionException(
                    expression.at(),
                    "the type cannot be known: the value is NULL for every row; give it one with"
                        + " try_cast(NULL AS type)"));
  }

  /** The column of the table that a name means. */
  public Columns.Column find(Expression.ColumnName column) {
    return columns.orElseThrow().find(column);
  }

  /** The type of a part, by identity; empty when it is not known. */
  public Optional<ColumnType> of(Expression part) {
    Optional<ColumnType> known = types.get(part);
    if (known == null) {
      known = part.accept(this);
      types.put(part, known);
    }
    return known;
  }

  /**
   * The one type that all of these have, INTEGER with NUMBER being NUMBER; empty when none is
   * known.
   */
  public Optional<ColumnType> common(List<Expression> parts) {
    Optional<ColumnType> common = UNKNOWN;
    for (Expression part : parts) {
      Optional<ColumnType> type = of(part);
      common = common.isEmpty() ? type : type.isEmpty() ? common : join(common.get(), part);
    }
    return common;
  }

  private Optional<ColumnType> join(ColumnType common, Expression part) {
    ColumnType type = of(part).orElse(common);
    if (type.standsFor(common)) {
      return Optional.of(common);
    }
    if (common.standsFor(type)) {
      return Optional.of(type);
    }
    throw new ExpressionException(
        part.at(),
        "%s and %s do not go together; convert one with try_cast"
            .formatted(common.label(), type.label()));
  }

  private void require(Expression part, ColumnType wanted, String by) {
    of(part)
        .filter(type -> !type.standsFor(wanted))
        .ifPresent(
            type -> {
              throw new ExpressionException(
                  part.at(), "%s wants %s, not %s".formatted(by, wanted.label(), type.label()));
            });
  }

  @Override
  public Optional<ColumnType> columnName(Expression.ColumnName column) {
    return columns.map(table -> supported(table.find(column), column));
  }

  private static ColumnType supported(Columns.Column found, Expression.ColumnName column) {
    return found
        .type()
        .orElseThrow(
            () ->
                new ExpressionException(
                    column.at(),
                    "column %s is %s, which expressions do not carry"
                        .formatted(Quoted.text(column.name()), Quoted.text(found.storedAs()))));
  }

  @Override
  public Optional<ColumnType> literal(Expression.Literal literal) {
    return Optional.of(literal.type());
  }

  @Override
  public Optional<ColumnType> nullLiteral(Expression.Null literal) {
    return UNKNOWN;
  }

  @Override
  public Optional<ColumnType> negation(Expression.Negation negation) {
    require(negation.operand(), ColumnType.NUMBER, "'-'");
    return Optional.of(of(negation.operand()).orElse(ColumnType.INTEGER));
  }

  @Override
  public Optional<ColumnType> arithmetic(Expression.Arithmetic arithmetic) {
    require(arithmetic.first(), ColumnType.NUMBER, sign(arithmetic.steps().get(0)));
    ColumnType type = of(arithmetic.first()).orElse(ColumnType.INTEGER);
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      require(step.operand(), ColumnType.NUMBER, sign(step));
      type = after(type, step);
    }
    return Optional.of(type);
  }

  private static String sign(Expression.Arithmetic.Step step) {
    return "'" + step.operator().symbol() + "'";
  }

  /** The type of a chain that had this type before this step. */
  public ColumnType after(ColumnType before, Expression.Arithmetic.Step step) {
    boolean number =
        before == ColumnType.NUMBER
            || step.operator() == ArithmeticOperator.DIVIDED_BY
            || of(step.operand()).equals(Optional.of(ColumnType.NUMBER));
    return number ? ColumnType.NUMBER : ColumnType.INTEGER;
  }

  @Override
  public Optional<ColumnType> comparison(Expression.Comparison comparison) {
    Optional<ColumnType> common = common(comparison.children());
    if (comparison.operator().orders() && common.equals(Optional.of(ColumnType.BOOLEAN))) {
      throw new ExpressionException(
          comparison.at(),
          "boolean has no order for '%s'".formatted(comparison.operator().symbol()));
    }
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> logic(Expression.Logic logic) {
    logic.operands().forEach(part -> require(part, ColumnType.BOOLEAN, logic.operator().name()));
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> not(Expression.Not not) {
    require(not.operand(), ColumnType.BOOLEAN, "NOT");
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> in(Expression.In in) {
    common(in.children());
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> between(Expression.Between between) {
    if (common(between.children()).equals(Optional.of(ColumnType.BOOLEAN))) {
      throw new ExpressionException(between.at(), "boolean has no order for BETWEEN");
    }
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> like(Expression.Like like) {
    require(like.value(), ColumnType.STRING, "LIKE");
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> isNull(Expression.IsNull isNull) {
    of(isNull.value());
    return Optional.of(ColumnType.BOOLEAN);
  }

  @Override
  public Optional<ColumnType> caseWhen(Expression.Case caseWhen) {
    List<Expression> compared = new ArrayList<>();
    List<Expression> results = new ArrayList<>();
    for (Expression.Case.Branch branch : caseWhen.branches()) {
      compared.add(branch.condition());
      results.add(branch.result());
    }
    if (caseWhen.subject() == null) {
      compared.forEach(condition -> require(condition, ColumnType.BOOLEAN, "WHEN"));
    } else {
      compared.add(0, caseWhen.subject());
      common(compared);
    }
    if (caseWhen.otherwise() != null) {
      results.add(caseWhen.otherwise());
    }
    return common(results);
  }

  @Override
  public Optional<ColumnType> tryCast(Expression.TryCast tryCast) {
    of(tryCast.value())
        .flatMap(from -> Casts.refusal(from, tryCast.target()))
        .ifPresent(
            why -> {
              throw new ExpressionException(tryCast.at(), why);
            });
    return Optional.of(tryCast.target());
  }

  @Override
  public Optional<ColumnType> call(Call call) {
    List<Expression> shared = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Parameter parameter = call.function().parameter(i);
      argument(call.function(), parameter, call.arguments().get(i));
      if (parameter.shared()) {
        shared.add(call.arguments().get(i));
      }
    }
    Optional<ColumnType> common = common(shared);
    return Optional.ofNullable(call.function().result()).or(() -> common);
  }

  private void argument(Function function, Parameter parameter, Expression argument) {
    Optional<ColumnType> type = of(argument);
    boolean fits =
        parameter.mustBeLiteral()
            ? parameter.acceptsLiteral(argument)
            : type.isEmpty() || parameter.accepts(type.get());
    if (!fits) {
      throw new ExpressionException(
          argument.at(),
          "%s wants %s here%s"
              .formatted(
                  function.signature(),
                  parameter.description(),
                  parameter.mustBeLiteral()
                      ? ", written out"
                      : ", not " + type.map(ColumnType::label).orElse("NULL")));
    }
  }
}
