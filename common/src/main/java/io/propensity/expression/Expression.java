package io.propensity.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the columns of one row: pure, total and of bounded size. Its meaning is
 * written down in {@code docs/expressions.md}. Chains of one precedence ({@code a AND b AND c},
 * {@code a + b - c}) are one flat node, so that no text makes a deep tree.
 */
public sealed interface Expression {

  /** Parses a text; never passes any of it on. */
  static Expression parse(String text) {
    return Parser.parse(text);
  }

  /** The part of the text to point at; no part of equality. */
  Position at();

  List<Expression> children();

  <R> R accept(ExpressionVisitor<R> visitor);

  /** The canonical text, which parses to an equal expression unless its spaces exceed the limit. */
  default String render() {
    return Renderer.render(this);
  }

  /** The names of the columns that it reads, as written, in order of appearance. */
  default Set<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    collectColumns(this, names);
    return names;
  }

  /**
   * Its type over rows of these columns.
   *
   * @throws ExpressionException when a name or a type does not fit, or when it is NULL for every
   *     row and so of no type
   */
  default ColumnType typeOf(Columns columns) {
    return Types.check(this, columns).root();
  }

  private static void collectColumns(Expression expression, Set<String> names) {
    if (expression instanceof ColumnName column) {
      names.add(column.name());
    }
    expression.children().forEach(child -> collectColumns(child, names));
  }

  /** A column, by its name as written. */
  record ColumnName(String name, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.columnName(this);
    }
  }

  /**
   * A value that is not NULL.
   *
   * @param value a Boolean, Long, finite Double, String, {@link LocalDate} or {@link Instant}, as
   *     {@code type} says
   */
  record Literal(ColumnType type, Object value, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /** NULL, which takes its type from where it stands. */
  record Null(Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.nullLiteral(this);
    }
  }

  /** Minus one operand; a negative number as such is a {@link Literal}. */
  record Negation(Expression operand, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.negation(this);
    }
  }

  /** {@code first + second - third}, from left to right; all sums or all products. */
  record Arithmetic(Expression first, List<Step> steps, Position at) implements Expression {

    /** An operator and its right operand. */
    public record Step(ArithmeticOperator operator, Expression operand, Position at) {}

    public Arithmetic {
      steps = List.copyOf(steps);
      boolean product = steps.get(0).operator().product();
      if (steps.stream().anyMatch(step -> step.operator().product() != product)) {
        throw new IllegalArgumentException("A chain is of sums or of products: " + steps);
      }
    }

    @Override
    public List<Expression> children() {
      List<Expression> operands = new ArrayList<>(List.of(first));
      steps.forEach(step -> operands.add(step.operand()));
      return operands;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.arithmetic(this);
    }
  }

  /** {@code left = right} and its like. */
  record Comparison(ComparisonOperator operator, Expression left, Expression right, Position at)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  /** Two or more conditions joined by AND, or by OR. */
  record Logic(LogicOperator operator, List<Expression> operands, Position at)
      implements Expression {
    public Logic {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      return operands;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.logic(this);
    }
  }

  /** NOT. */
  record Not(Expression operand, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** {@code value [NOT] IN (items)}. */
  record In(Expression value, List<Expression> items, boolean negated, Position at)
      implements Expression {
    public In {
      items = List.copyOf(items);
    }

    @Override
    public List<Expression> children() {
      List<Expression> all = new ArrayList<>(List.of(value));
      all.addAll(items);
      return all;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** {@code value [NOT] BETWEEN low AND high}, both ends included. */
  record Between(Expression value, Expression low, Expression high, boolean negated, Position at)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value, low, high);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /** {@code value [NOT] LIKE 'pattern'}. */
  record Like(Expression value, LikePattern pattern, boolean negated, Position at)
      implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.like(this);
    }
  }

  /** {@code value IS [NOT] NULL}. */
  record IsNull(Expression value, boolean negated, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.isNull(this);
    }
  }

  /**
   * CASE: the result of the first branch whose condition is TRUE, or, with a subject, whose
   * condition equals the subject.
   *
   * @param otherwise the ELSE; without one it is NULL
   */
  record Case(
      @Nullable Expression subject,
      List<Branch> branches,
      @Nullable Expression otherwise,
      Position at)
      implements Expression {

    /** WHEN and THEN. */
    public record Branch(Expression condition, Expression result) {}

    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public List<Expression> children() {
      List<Expression> all = new ArrayList<>();
      if (subject != null) {
        all.add(subject);
      }
      for (Branch branch : branches) {
        all.add(branch.condition());
        all.add(branch.result());
      }
      if (otherwise != null) {
        all.add(otherwise);
      }
      return all;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.caseWhen(this);
    }
  }

  /** {@code try_cast(value AS type)}: NULL where the value does not convert. */
  record TryCast(Expression value, ColumnType target, Position at) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(value);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.tryCast(this);
    }
  }

  /** A function of the allow-list. */
  record Call(Function function, List<Expression> arguments, Position at) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.call(this);
    }
  }
}
