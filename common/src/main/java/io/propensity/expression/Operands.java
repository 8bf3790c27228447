package io.propensity.expression;

import io.propensity.expression.Token.Kind;
import io.propensity.text.CloseNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what operators stand between: literals, names, calls, CASE, and what is in parentheses. */
final class Operands {

  private static final String VALUE = "a value (a column, a literal or a function)";

  private final Tokens tokens;
  private final Parser parser;

  Operands(Tokens tokens, Parser parser) {
    this.tokens = tokens;
    this.parser = parser;
  }

  /** An operand with the minuses and texts joined by {@code ||} that bind tighter than products. */
  Expression signed() {
    List<Position> minuses = new ArrayList<>();
    while (tokens.peek().isSign("-") && !negativeNumber()) {
      minuses.add(tokens.take().at());
    }
    if (minuses.isEmpty()) {
      return joined();
    }
    tokens.enter(minuses.size(), minuses.get(0));
    Expression expression = joined();
    for (int i = minuses.size() - 1; i >= 0; i--) {
      expression = new Expression.Negation(expression, minuses.get(i));
    }
    tokens.leave(minuses.size());
    return expression;
  }

  private Expression joined() {
    Expression first = primary();
    if (!tokens.peek().isSign("||")) {
      return first;
    }
    Position at = tokens.peek().at();
    List<Expression> texts = new ArrayList<>(List.of(first));
    while (tokens.takeSign("||").isPresent()) {
      texts.add(primary());
    }
    return new Expression.Call(Function.CONCAT, texts, at);
  }

  private boolean negativeNumber() {
    Kind kind = tokens.peekAfter().kind();
    return kind == Kind.INTEGER || kind == Kind.NUMBER;
  }

  private Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case INTEGER, NUMBER -> Literals.number(tokens.take(), "");
      case STRING -> Literals.string(tokens.take());
      case QUOTED_NAME -> new Expression.ColumnName(tokens.take().text(), token.at());
      case WORD -> word(token);
      case SIGN -> token.isSign("-") && negativeNumber() ? negative() : parentheses(token);
      case END -> throw tokens.unexpected(VALUE);
    };
  }

  private Expression negative() {
    Position at = tokens.take().at();
    Token number = tokens.take();
    return Literals.number(new Token(number.kind(), number.text(), at), "-");
  }

  private Expression parentheses(Token token) {
    if (tokens.takeSign("(").isEmpty()) {
      throw tokens.unexpected(VALUE);
    }
    tokens.enter(1, token.at());
    Expression expression = parser.expression();
    tokens.requireSign(")", "to close the parenthesis at character " + token.at());
    tokens.leave(1);
    return expression;
  }

  /** Items up to the closing parenthesis, at least one. */
  List<Expression> list(Position open) {
    tokens.enter(1, open);
    List<Expression> items = new ArrayList<>();
    do {
      items.add(parser.expression());
    } while (tokens.takeSign(",").isPresent());
    tokens.requireSign(")", "or ',' in the list that begins at character " + open);
    tokens.leave(1);
    return items;
  }

  private Expression word(Token token) {
    boolean call = tokens.peekAfter().isSign("(");
    boolean text = tokens.peekAfter().kind() == Kind.STRING;
    if (token.isWord("CASE")) {
      return caseWhen();
    }
    if (token.isWord("TRUE") || token.isWord("FALSE")) {
      tokens.take();
      return new Expression.Literal(ColumnType.BOOLEAN, token.isWord("TRUE"), token.at());
    }
    if (token.isWord("NULL")) {
      return new Expression.Null(tokens.take().at());
    }
    if (text && (token.isWord("DATE") || token.isWord("TIMESTAMP"))) {
      tokens.take();
      return Literals.moment(tokens.take(), token.isWord("DATE"));
    }
    if (token.isWord("CURRENT_DATE") || (call && !Refusals.keyword(token.text()))) {
      return call();
    }
    if (token.isWord("TRY_CAST")) {
      return tryCast();
    }
    if (Refusals.reserved(token.text())) {
      throw tokens.unexpected(VALUE);
    }
    return new Expression.ColumnName(tokens.take().text(), token.at());
  }

  private Expression call() {
    Token name = tokens.take();
    Function function =
        Function.named(name.text())
            .orElseThrow(() -> new ExpressionException(name.at(), notAllowed(name.text())));
    List<Expression> arguments = List.of();
    Position open = tokens.peek().at();
    if (tokens.takeSign("(").isPresent() && tokens.takeSign(")").isEmpty()) {
      arguments = list(open);
    }
    if (!function.takes(arguments.size())) {
      throw new ExpressionException(
          name.at(),
          "%d arguments do not fit %s".formatted(arguments.size(), function.signature()));
    }
    return new Expression.Call(function, arguments, name.at());
  }

  private static String notAllowed(String name) {
    List<String> close = CloseNames.to(name, Function.labels());
    return Refusals.ofWord(name)
        .orElseGet(
            () ->
                "function %s is not allowed; %sthe functions are %s"
                    .formatted(
                        Quoted.text(name),
                        close.isEmpty() ? "" : "close to it: " + String.join(", ", close) + "; ",
                        String.join(", ", Function.labels())));
  }

  private Expression tryCast() {
    Position at = tokens.take().at();
    Position open = tokens.requireSign("(", "after try_cast").at();
    tokens.enter(1, open);
    Expression value = parser.expression();
    tokens.requireWord("AS", "and a type in try_cast");
    Token type = tokens.peek();
    ColumnType target =
        (type.kind() == Kind.WORD ? TypeNames.read(type.text()) : Optional.<ColumnType>empty())
            .orElseThrow(() -> tokens.unexpected("a type: " + TypeNames.ALL));
    tokens.take();
    tokens.requireSign(")", "after the type of try_cast");
    tokens.leave(1);
    return new Expression.TryCast(value, target, at);
  }

  private Expression caseWhen() {
    Position at = tokens.take().at();
    tokens.enter(1, at);
    @Nullable Expression subject = tokens.peek().isWord("WHEN") ? null : parser.expression();
    List<Expression.Case.Branch> branches = new ArrayList<>();
    do {
      tokens.requireWord("WHEN", "in CASE");
      Expression condition = parser.expression();
      tokens.requireWord("THEN", "after the condition of WHEN");
      branches.add(new Expression.Case.Branch(condition, parser.expression()));
    } while (tokens.peek().isWord("WHEN"));
    @Nullable Expression otherwise =
        tokens.takeWord("ELSE").isPresent() ? parser.expression() : null;
    tokens.requireWord("END", "to close the CASE at character " + at);
    tokens.leave(1);
    return new Expression.Case(subject, branches, otherwise, at);
  }
}
