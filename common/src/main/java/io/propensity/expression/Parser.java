package io.propensity.expression;

import io.propensity.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads conditions and arithmetic by precedence: OR, AND, NOT, comparisons, sums, products, minus.
 * Chains and prefixes are read in loops; only what is nested recurses, and that is limited.
 */
final class Parser {

  private final Tokens tokens;
  private final Operands operands;

  private Parser(Tokens tokens) {
    this.tokens = tokens;
    this.operands = new Operands(tokens, this);
  }

  static Expression parse(String text) {
    Tokens tokens = new Tokens(Lexer.tokens(text));
    if (tokens.peek().kind() == Kind.END) {
      throw new ExpressionException(tokens.peek().at(), "the expression is empty");
    }
    Expression expression = new Parser(tokens).expression();
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.unexpected("an operator or the end");
    }
    Depth.check(expression);
    return expression;
  }

  Expression expression() {
    return logic(LogicOperator.OR);
  }

  private Expression logic(LogicOperator operator) {
    boolean or = operator == LogicOperator.OR;
    List<Expression> parts = new ArrayList<>();
    Position at = Position.NONE;
    Optional<Token> joint;
    do {
      parts.add(or ? logic(LogicOperator.AND) : negatable());
      joint = tokens.takeWord(operator.name());
      at = parts.size() == 1 && joint.isPresent() ? joint.get().at() : at;
    } while (joint.isPresent());
    return parts.size() == 1 ? parts.get(0) : new Expression.Logic(operator, parts, at);
  }

  private Expression negatable() {
    List<Position> nots = new ArrayList<>();
    for (Token not = tokens.peek(); not.isWord("NOT"); not = tokens.peek()) {
      nots.add(tokens.take().at());
    }
    if (nots.isEmpty()) {
      return predicate();
    }
    tokens.enter(nots.size(), nots.get(0));
    Expression expression = predicate();
    for (int i = nots.size() - 1; i >= 0; i--) {
      expression = new Expression.Not(expression, nots.get(i));
    }
    tokens.leave(nots.size());
    return expression;
  }

  private Expression predicate() {
    Expression value = sum();
    Optional<Expression> predicate = predicateOf(value);
    if (predicate.isPresent() && startsPredicate()) {
      throw new ExpressionException(
          tokens.peek().at(),
          "comparisons do not chain: write a < b AND b < c, or put one of them in parentheses");
    }
    return predicate.orElse(value);
  }

  private boolean startsPredicate() {
    Token token = tokens.peek();
    return comparison(token).isPresent()
        || List.of("NOT", "IN", "BETWEEN", "LIKE", "IS").stream().anyMatch(token::isWord);
  }

  private Optional<Expression> predicateOf(Expression value) {
    Token token = tokens.peek();
    Optional<ComparisonOperator> operator = comparison(token);
    if (operator.isPresent()) {
      tokens.take();
      return Optional.of(new Expression.Comparison(operator.get(), value, sum(), token.at()));
    }
    if (tokens.takeWord("IS").isPresent()) {
      boolean negated = tokens.takeWord("NOT").isPresent();
      tokens.requireWord("NULL", "after IS: only IS NULL and IS NOT NULL are known");
      return Optional.of(new Expression.IsNull(value, negated, token.at()));
    }
    return membership(value, tokens.takeWord("NOT").isPresent());
  }

  private Optional<Expression> membership(Expression value, boolean negated) {
    Token token = tokens.peek();
    if (tokens.takeWord("IN").isPresent()) {
      return Optional.of(new Expression.In(value, items(), negated, token.at()));
    }
    if (tokens.takeWord("BETWEEN").isPresent()) {
      Expression low = sum();
      tokens.requireWord("AND", "between the ends of BETWEEN");
      return Optional.of(new Expression.Between(value, low, sum(), negated, token.at()));
    }
    if (tokens.takeWord("LIKE").isPresent()) {
      return Optional.of(new Expression.Like(value, pattern(), negated, token.at()));
    }
    if (negated) {
      throw tokens.unexpected("IN, BETWEEN or LIKE after NOT");
    }
    return Optional.empty();
  }

  private List<Expression> items() {
    Position at = tokens.requireSign("(", "after IN").at();
    List<Expression> items = operands.list(at);
    if (items.size() > Limits.IN_ITEMS) {
      throw new ExpressionException(
          at,
          "an IN list has at most %,d items, this one has %,d"
              .formatted(Limits.IN_ITEMS, items.size()));
    }
    return items;
  }

  private LikePattern pattern() {
    Token token = tokens.peek();
    if (token.kind() != Kind.STRING) {
      throw tokens.unexpected("a pattern in single quotes after LIKE");
    }
    try {
      return new LikePattern(tokens.take().text());
    } catch (IllegalArgumentException refused) {
      throw new ExpressionException(token.at(), String.valueOf(refused.getMessage()));
    }
  }

  private Expression sum() {
    return chain(false);
  }

  private Expression chain(boolean product) {
    Expression first = product ? operands.signed() : chain(true);
    List<Expression.Arithmetic.Step> steps = new ArrayList<>();
    for (var operator = arithmetic(product); operator.isPresent(); operator = arithmetic(product)) {
      Position at = tokens.take().at();
      Expression operand = product ? operands.signed() : chain(true);
      steps.add(new Expression.Arithmetic.Step(operator.get(), operand, at));
    }
    return steps.isEmpty() ? first : new Expression.Arithmetic(first, steps, steps.get(0).at());
  }

  private Optional<ArithmeticOperator> arithmetic(boolean product) {
    return switch (sign()) {
      case "+" -> ofLevel(ArithmeticOperator.PLUS, product);
      case "-" -> ofLevel(ArithmeticOperator.MINUS, product);
      case "*" -> ofLevel(ArithmeticOperator.TIMES, product);
      case "/" -> ofLevel(ArithmeticOperator.DIVIDED_BY, product);
      case "%" -> ofLevel(ArithmeticOperator.MODULO, product);
      default -> Optional.empty();
    };
  }

  private String sign() {
    return tokens.peek().kind() == Kind.SIGN ? tokens.peek().text() : "";
  }

  private static Optional<ArithmeticOperator> ofLevel(
      ArithmeticOperator operator, boolean product) {
    return operator.product() == product ? Optional.of(operator) : Optional.empty();
  }

  private static Optional<ComparisonOperator> comparison(Token token) {
    if (token.kind() != Kind.SIGN) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (token.text()) {
          case "=", "==" -> ComparisonOperator.EQUAL;
          case "<>", "!=" -> ComparisonOperator.NOT_EQUAL;
          case "<" -> ComparisonOperator.LESS;
          case "<=" -> ComparisonOperator.LESS_OR_EQUAL;
          case ">" -> ComparisonOperator.GREATER;
          case ">=" -> ComparisonOperator.GREATER_OR_EQUAL;
          case "<=>" -> ComparisonOperator.SAME;
          default -> null;
        });
  }
}
