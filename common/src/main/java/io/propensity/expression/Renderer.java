package io.propensity.expression;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the canonical text: upper-case keywords, parentheses only where they are needed. */
final class Renderer implements ExpressionVisitor<StringBuilder> {

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int PREDICATE = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int UNARY = 7;
  private static final int PRIMARY = 8;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder();

  private Renderer() {}

  static String render(Expression expression) {
    Renderer renderer = new Renderer();
    renderer.write(expression, OR);
    return renderer.text.toString();
  }

  private void write(Expression expression, int least) {
    boolean parentheses = binding(expression) < least;
    text.append(parentheses ? "(" : "");
    expression.accept(this);
    text.append(parentheses ? ")" : "");
  }

  private static int binding(Expression expression) {
    if (expression instanceof Expression.Logic logic) {
      return logic.operator() == LogicOperator.OR ? OR : AND;
    }
    if (expression instanceof Expression.Arithmetic chain) {
      return chain.steps().get(0).operator().product() ? PRODUCT : SUM;
    }
    if (expression instanceof Expression.Not) {
      return NOT;
    }
    if (expression instanceof Expression.Negation) {
      return UNARY;
    }
    return isPredicate(expression) ? PREDICATE : PRIMARY;
  }

  private static boolean isPredicate(Expression expression) {
    return expression instanceof Expression.Comparison
        || expression instanceof Expression.In
        || expression instanceof Expression.Between
        || expression instanceof Expression.Like
        || expression instanceof Expression.IsNull;
  }

  private StringBuilder add(String piece) {
    return text.append(piece);
  }

  @Override
  public StringBuilder columnName(Expression.ColumnName column) {
    return add(name(column.name()));
  }

  private static String name(String name) {
    boolean bare =
        Characters.startsWord(name.charAt(0))
            && name.chars().allMatch(Characters::continuesWord)
            && !Refusals.reserved(name);
    return bare ? name : "`" + name.replace("`", "``") + "`";
  }

  @Override
  public StringBuilder literal(Expression.Literal literal) {
    Object value = literal.value();
    return add(
        switch (literal.type()) {
          case BOOLEAN -> value.equals(true) ? "TRUE" : "FALSE";
          case INTEGER, NUMBER -> value.toString();
          case STRING -> quote(value.toString());
          case DATE -> "DATE " + quote(value.toString());
          case TIMESTAMP -> "TIMESTAMP " + quote(TIMESTAMP.format((Instant) value));
        });
  }

  private static String quote(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  @Override
  public StringBuilder nullLiteral(Expression.Null literal) {
    return add("NULL");
  }

  @Override
  public StringBuilder negation(Expression.Negation negation) {
    text.append('-');
    // A number right after a minus would be read as one negative literal, two minuses as a comment.
    boolean number = negation.operand() instanceof Expression.Literal;
    write(negation.operand(), number ? PRIMARY + 1 : PRIMARY);
    return text;
  }

  @Override
  public StringBuilder arithmetic(Expression.Arithmetic arithmetic) {
    int operand = binding(arithmetic) + 1;
    write(arithmetic.first(), operand);
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      text.append(' ').append(step.operator().symbol()).append(' ');
      write(step.operand(), operand);
    }
    return text;
  }

  @Override
  public StringBuilder comparison(Expression.Comparison comparison) {
    write(comparison.left(), SUM);
    text.append(' ').append(comparison.operator().symbol()).append(' ');
    write(comparison.right(), SUM);
    return text;
  }

  @Override
  public StringBuilder logic(Expression.Logic logic) {
    return list(logic.operands(), " " + logic.operator() + " ", binding(logic) + 1);
  }

  @Override
  public StringBuilder not(Expression.Not not) {
    text.append("NOT ");
    write(not.operand(), NOT);
    return text;
  }

  @Override
  public StringBuilder in(Expression.In in) {
    write(in.value(), SUM);
    text.append(in.negated() ? " NOT IN (" : " IN (");
    list(in.items(), ", ", OR);
    return add(")");
  }

  @Override
  public StringBuilder between(Expression.Between between) {
    write(between.value(), SUM);
    text.append(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
    write(between.low(), SUM);
    text.append(" AND ");
    write(between.high(), SUM);
    return text;
  }

  @Override
  public StringBuilder like(Expression.Like like) {
    write(like.value(), SUM);
    return add((like.negated() ? " NOT LIKE " : " LIKE ") + quote(like.pattern().text()));
  }

  @Override
  public StringBuilder isNull(Expression.IsNull isNull) {
    write(isNull.value(), SUM);
    return add(isNull.negated() ? " IS NOT NULL" : " IS NULL");
  }

  @Override
  public StringBuilder caseWhen(Expression.Case caseWhen) {
    text.append("CASE");
    part(" ", caseWhen.subject());
    for (Expression.Case.Branch branch : caseWhen.branches()) {
      part(" WHEN ", branch.condition());
      part(" THEN ", branch.result());
    }
    part(" ELSE ", caseWhen.otherwise());
    return add(" END");
  }

  private void part(String keyword, @Nullable Expression expression) {
    if (expression != null) {
      text.append(keyword);
      write(expression, OR);
    }
  }

  @Override
  public StringBuilder tryCast(Expression.TryCast tryCast) {
    text.append("try_cast(");
    write(tryCast.value(), OR);
    return add(" AS " + TypeNames.of(tryCast.target()) + ")");
  }

  @Override
  public StringBuilder call(Expression.Call call) {
    text.append(call.function().label()).append('(');
    list(call.arguments(), ", ", OR);
    return add(")");
  }

  private StringBuilder list(List<Expression> items, String separator, int least) {
    for (Iterator<Expression> each = items.iterator(); each.hasNext(); ) {
      write(each.next(), least);
      text.append(each.hasNext() ? separator : "");
    }
    return text;
  }
}
