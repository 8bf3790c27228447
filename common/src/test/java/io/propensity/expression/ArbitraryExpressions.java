package io.propensity.expression;

import io.propensity.expression.Expression.Arithmetic;
import io.propensity.expression.Expression.Case;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Trees of every kind of node, whether or not their types fit. */
final class ArbitraryExpressions {

  private static final Position AT = Position.NONE;
  private static final Arbitrary<Boolean> FLAG = Arbitraries.of(true, false);

  private ArbitraryExpressions() {}

  static Arbitrary<Expression> ofDepth(int depth) {
    if (depth <= 1) {
      return leaf();
    }
    Arbitrary<Expression> part = Arbitraries.lazy(() -> ofDepth(depth - 1));
    return Arbitraries.oneOf(
        leaf(), operators(part), predicates(part), caseWhen(part), casts(part), calls(part));
  }

  static Arbitrary<Expression> leaf() {
    return Arbitraries.oneOf(names(), literals(), Arbitraries.just(new Expression.Null(AT)));
  }

  private static Arbitrary<Expression> names() {
    Arbitrary<String> odd = text().filter(name -> !name.isEmpty());
    return Arbitraries.oneOf(
            Arbitraries.of(
                "a",
                "Age",
                "_x1",
                "date",
                "timestamp",
                "if",
                "select",
                "AND",
                "current_date",
                "lower",
                "end",
                "a.b",
                "a`b",
                "a\"b",
                "naïve",
                "тест",
                "1st",
                "x y",
                "try_cast",
                "cast"),
            odd)
        .map(name -> new Expression.ColumnName(name, AT));
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars('a', 'B', ' ', '\'', '"', '`', '\\', '%', '_', '-', ';', 'é', 'ß', 'Ω', '漢')
        .ofMaxLength(6)
        .map(text -> text.replace("Ω", "😀"));
  }

  private static Arbitrary<Expression> literals() {
    return Arbitraries.oneOf(
        FLAG.map(value -> literal(ColumnType.BOOLEAN, value)),
        Arbitraries.longs().map(value -> literal(ColumnType.INTEGER, value)),
        Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L)
            .map(value -> literal(ColumnType.INTEGER, value)),
        numbers().map(value -> literal(ColumnType.NUMBER, value)),
        text().map(value -> literal(ColumnType.STRING, value)),
        Arbitraries.longs()
            .between(-719_162, 2_932_896)
            .map(day -> literal(ColumnType.DATE, LocalDate.ofEpochDay(day))),
        Arbitraries.longs()
            .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
            .map(ArbitraryExpressions::instant)
            .map(value -> literal(ColumnType.TIMESTAMP, value)));
  }

  private static Arbitrary<Double> numbers() {
    Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
    return Arbitraries.oneOf(bits, Arbitraries.of(0.0, -0.0, 1.5, -1e300, Double.MIN_VALUE))
        .filter(Double::isFinite);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  private static Expression literal(ColumnType type, Object value) {
    return new Expression.Literal(type, value, AT);
  }

  private static Arbitrary<Expression> operators(Arbitrary<Expression> part) {
    Arbitrary<Expression> logic =
        Combinators.combine(
                Arbitraries.of(LogicOperator.values()), part.list().ofMinSize(2).ofMaxSize(4))
            .as((operator, parts) -> new Expression.Logic(operator, parts, AT));
    return Arbitraries.oneOf(
        logic,
        part.map(operand -> new Expression.Not(operand, AT)),
        part.map(operand -> new Expression.Negation(operand, AT)),
        FLAG.flatMap(product -> chain(part, product)));
  }

  private static Arbitrary<Expression> chain(Arbitrary<Expression> part, boolean product) {
    Arbitrary<ArithmeticOperator> operator =
        Arbitraries.of(ArithmeticOperator.values()).filter(each -> each.product() == product);
    Arbitrary<Arithmetic.Step> step =
        Combinators.combine(operator, part)
            .as((sign, right) -> new Arithmetic.Step(sign, right, AT));
    return Combinators.combine(part, step.list().ofMinSize(1).ofMaxSize(3))
        .as((first, steps) -> new Arithmetic(first, steps, AT));
  }

  private static Arbitrary<Expression> predicates(Arbitrary<Expression> part) {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of(ComparisonOperator.values()), part, part)
            .as((operator, left, right) -> new Expression.Comparison(operator, left, right, AT)),
        Combinators.combine(part, part.list().ofMinSize(1).ofMaxSize(4), FLAG)
            .as((value, items, negated) -> new Expression.In(value, items, negated, AT)),
        Combinators.combine(part, part, part, FLAG)
            .as(
                (value, low, high, negated) ->
                    new Expression.Between(value, low, high, negated, AT)),
        Combinators.combine(part, patterns(), FLAG)
            .as((value, pattern, negated) -> new Expression.Like(value, pattern, negated, AT)),
        Combinators.combine(part, FLAG)
            .as((value, negated) -> new Expression.IsNull(value, negated, AT)));
  }

  static Arbitrary<LikePattern> patterns() {
    return Arbitraries.of("a", "B", "%", "_", "\\%", "\\_", "\\\\", "'", ".", "*", "é", "😀")
        .list()
        .ofMaxSize(6)
        .map(pieces -> new LikePattern(String.join("", pieces)));
  }

  private static Arbitrary<Expression> caseWhen(Arbitrary<Expression> part) {
    Arbitrary<List<Case.Branch>> branches =
        Combinators.combine(part, part).as(Case.Branch::new).list().ofMinSize(1).ofMaxSize(3);
    return Combinators.combine(part, FLAG, branches, part, FLAG)
        .as(
            (subject, simple, whens, otherwise, ended) ->
                new Case(orNot(subject, simple), whens, orNot(otherwise, ended), AT));
  }

  private static @Nullable Expression orNot(Expression expression, boolean there) {
    return there ? expression : null;
  }

  private static Arbitrary<Expression> casts(Arbitrary<Expression> part) {
    return Combinators.combine(part, Arbitraries.of(ColumnType.values()))
        .as((value, type) -> new Expression.TryCast(value, type, AT));
  }

  private static Arbitrary<Expression> calls(Arbitrary<Expression> part) {
    return Combinators.combine(Arbitraries.of(Function.values()), part.list().ofMaxSize(4))
        .filter((function, arguments) -> function.takes(arguments.size()))
        .as((function, arguments) -> new Expression.Call(function, arguments, AT));
  }
}
