package io.propensity.sql;

import static io.propensity.expression.ColumnType.BOOLEAN;
import static io.propensity.expression.ColumnType.DATE;
import static io.propensity.expression.ColumnType.INTEGER;
import static io.propensity.expression.ColumnType.NUMBER;
import static io.propensity.expression.ColumnType.STRING;
import static io.propensity.expression.ColumnType.TIMESTAMP;

import io.propensity.expression.ArithmeticOperator;
import io.propensity.expression.ColumnType;
import io.propensity.expression.ComparisonOperator;
import io.propensity.expression.Expression;
import io.propensity.expression.Function;
import io.propensity.expression.LikePattern;
import io.propensity.expression.LogicOperator;
import io.propensity.expression.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Expressions over {@link SampleRows} whose types fit. */
final class RandomExpressions {

  private static final Position AT = Position.NONE;
  private static final ColumnType[] ORDERED = {INTEGER, NUMBER, STRING, DATE, TIMESTAMP};

  private final Random random;
  private final SampleRows samples;

  RandomExpressions(Random random) {
    this.random = random;
    this.samples = new SampleRows(random);
  }

  Expression any(int depth) {
    return typed(pick(ColumnType.values()), depth);
  }

  Expression of(ColumnType type, int depth) {
    return random.nextInt(25) == 0 ? new Expression.Null(AT) : typed(type, depth);
  }

  /** Never a bare NULL. */
  private Expression typed(ColumnType type, int depth) {
    if (depth <= 1 || random.nextInt(8) == 0) {
      return random.nextInt(3) == 0 ? literal(type) : column(type);
    }
    int d = depth - 1;
    if (random.nextInt(4) == 0) {
      return anyTyped(type, d);
    }
    return switch (type) {
      case BOOLEAN -> condition(d);
      case INTEGER -> integer(d);
      case NUMBER -> number(d);
      case STRING -> string(d);
      case DATE -> date(d);
      case TIMESTAMP -> new Expression.TryCast(of(pick(DATE, STRING), d), TIMESTAMP, AT);
    };
  }

  private Expression column(ColumnType type) {
    String name =
        switch (type) {
          case BOOLEAN -> pick("flag", "OTHER_flag");
          case INTEGER -> pick("b", "s", "i", "L", "id");
          case NUMBER -> pick("f", "d", "d", "money");
          case STRING -> pick("t", "odd.name `x`");
          case DATE -> pick("day", "other_day");
          case TIMESTAMP -> pick("at", "wall");
        };
    return new Expression.ColumnName(name, AT);
  }

  private Expression literal(ColumnType type) {
    Object value =
        switch (type) {
          case BOOLEAN -> random.nextBoolean();
          case INTEGER -> samples.integer();
          case NUMBER -> finite();
          case STRING -> samples.text();
          case DATE -> samples.date();
          case TIMESTAMP -> samples.instant();
        };
    return new Expression.Literal(type, value, AT);
  }

  private double finite() {
    double value = samples.number();
    return Double.isFinite(value) ? value : 3.25;
  }

  private List<Expression> several(Supplier<Expression> each, int least, int most) {
    List<Expression> all = new ArrayList<>();
    for (int n = least + random.nextInt(most - least + 1); n > 0; n--) {
      all.add(each.get());
    }
    return all;
  }

  /** What every type has; the first of a list is of a known type. */
  private Expression anyTyped(ColumnType type, int d) {
    ColumnType other = pick(ColumnType.values());
    boolean ordered = type != BOOLEAN;
    return switch (random.nextInt(7)) {
      case 0 -> caseWhen(type, d);
      case 1 -> simpleCase(type, other, d);
      case 2 -> call(Function.COALESCE, firstTyped(type, d, 0, 2));
      case 3 -> call(Function.NULLIF, List.of(typed(type, d), of(type, d)));
      case 4 -> call(Function.IF, List.of(of(BOOLEAN, d), typed(type, d), of(type, d)));
      case 5 ->
          ordered
              ? call(pick(Function.LEAST, Function.GREATEST), firstTyped(type, d, 1, 3))
              : column(type);
      default -> new Expression.TryCast(castable(type, d), type, AT);
    };
  }

  private List<Expression> firstTyped(ColumnType type, int d, int least, int most) {
    List<Expression> all = new ArrayList<>(List.of(typed(type, d)));
    all.addAll(several(() -> of(type, d), least, most));
    return all;
  }

  private Expression castable(ColumnType target, int d) {
    return switch (target) {
      case BOOLEAN, DATE -> of(target == DATE ? pick(STRING, TIMESTAMP) : STRING, d);
      case INTEGER, NUMBER -> of(pick(BOOLEAN, INTEGER, NUMBER, STRING), d);
      case STRING -> of(pick(BOOLEAN, INTEGER, STRING, DATE), d);
      case TIMESTAMP -> of(pick(STRING, DATE, TIMESTAMP), d);
    };
  }

  private Expression caseWhen(ColumnType type, int d) {
    List<Expression.Case.Branch> branches = new ArrayList<>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      branches.add(new Expression.Case.Branch(of(BOOLEAN, d), typed(type, d)));
    }
    return new Expression.Case(null, branches, random.nextBoolean() ? of(type, d) : null, AT);
  }

  private Expression simpleCase(ColumnType type, ColumnType other, int d) {
    List<Expression.Case.Branch> branches = new ArrayList<>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      branches.add(new Expression.Case.Branch(of(other, d), typed(type, d)));
    }
    return new Expression.Case(
        of(other, d), branches, random.nextBoolean() ? of(type, d) : null, AT);
  }

  private Expression condition(int d) {
    ColumnType type = pick(ColumnType.values());
    boolean negated = random.nextBoolean();
    return switch (random.nextInt(9)) {
      case 0 ->
          new Expression.Logic(
              pick(LogicOperator.values()), several(() -> of(BOOLEAN, d), 2, 4), AT);
      case 1 -> new Expression.Not(of(BOOLEAN, d), AT);
      case 2 -> new Expression.IsNull(of(type, d), negated, AT);
      case 3 -> {
        ColumnType ordered = pick(ORDERED);
        yield new Expression.Between(of(ordered, d), of(ordered, d), of(ordered, d), negated, AT);
      }
      case 4 -> new Expression.Like(of(STRING, d), pattern(), negated, AT);
      case 5 -> new Expression.In(of(type, d), items(type, d), negated, AT);
      case 6 ->
          call(
              pick(Function.CONTAINS, Function.STARTSWITH, Function.ENDSWITH),
              List.of(of(STRING, d), of(STRING, d)));
      default -> comparison(d);
    };
  }

  private List<Expression> items(ColumnType type, int d) {
    // Many literals take another road through Spark than few.
    return random.nextBoolean()
        ? several(() -> literal(type), 11, 20)
        : several(() -> of(mixed(type), d), 1, 4);
  }

  private ColumnType mixed(ColumnType type) {
    return type == NUMBER && random.nextInt(3) == 0 ? INTEGER : type;
  }

  private Expression comparison(int d) {
    ComparisonOperator operator = pick(ComparisonOperator.values());
    boolean equality = List.of("=", "<>", "<=>").contains(operator.symbol());
    ColumnType type = equality ? pick(ColumnType.values()) : pick(ORDERED);
    return new Expression.Comparison(operator, of(mixed(type), d), of(mixed(type), d), AT);
  }

  private LikePattern pattern() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append(pick("a", "c", "A", "%", "%", "_", "\\%", "\\\\", "😀", ".", "1"));
    }
    return new LikePattern(text.toString());
  }

  private Expression chain(ColumnType type, int d, boolean product) {
    List<Expression.Arithmetic.Step> steps = new ArrayList<>();
    for (int n = random.nextInt(6) == 0 ? 12 : 1 + random.nextInt(3); n > 0; n--) {
      steps.add(new Expression.Arithmetic.Step(operator(type, product), of(mixed(type), d), AT));
    }
    return new Expression.Arithmetic(typed(type, d), steps, AT);
  }

  private ArithmeticOperator operator(ColumnType type, boolean product) {
    if (!product) {
      return pick(ArithmeticOperator.PLUS, ArithmeticOperator.MINUS);
    }
    return type == INTEGER
        ? pick(ArithmeticOperator.TIMES, ArithmeticOperator.MODULO)
        : pick(ArithmeticOperator.TIMES, ArithmeticOperator.DIVIDED_BY, ArithmeticOperator.MODULO);
  }

  private Expression integer(int d) {
    return switch (random.nextInt(8)) {
      case 0 -> new Expression.Negation(typed(INTEGER, d), AT);
      case 1 -> call(Function.LENGTH, List.of(of(STRING, d)));
      case 2 -> call(Function.ABS, List.of(typed(INTEGER, d)));
      case 3 -> call(pick(Function.FLOOR, Function.CEIL), List.of(of(pick(INTEGER, NUMBER), d)));
      case 4 ->
          call(
              pick(Function.YEAR, Function.MONTH, Function.DAY, Function.DAYOFWEEK),
              List.of(of(pick(DATE, TIMESTAMP), d)));
      case 5 -> call(Function.HOUR, List.of(of(TIMESTAMP, d)));
      case 6 -> call(Function.DATEDIFF, List.of(of(DATE, d), of(DATE, d)));
      default -> chain(INTEGER, d, random.nextBoolean());
    };
  }

  private Expression number(int d) {
    return switch (random.nextInt(6)) {
      case 0 -> new Expression.Negation(typed(NUMBER, d), AT);
      case 1 -> call(Function.ABS, List.of(typed(NUMBER, d)));
      case 2 -> call(Function.ROUND, List.of(typed(NUMBER, d), whole(random.nextInt(6))));
      case 3 ->
          call(
              pick(Function.SQRT, Function.EXP, Function.LN, Function.LOG10),
              List.of(of(pick(INTEGER, NUMBER), d)));
      case 4 -> call(Function.POWER, List.of(of(NUMBER, d), of(pick(INTEGER, NUMBER), d)));
      default -> chain(NUMBER, d, random.nextBoolean());
    };
  }

  private Expression string(int d) {
    return switch (random.nextInt(3)) {
      case 0 -> call(pick(Function.LOWER, Function.UPPER, Function.TRIM), List.of(of(STRING, d)));
      case 1 -> {
        List<Expression> arguments =
            new ArrayList<>(List.of(of(STRING, d), whole(1 + random.nextInt(4))));
        if (random.nextBoolean()) {
          arguments.add(whole(random.nextInt(4)));
        }
        yield call(Function.SUBSTRING, arguments);
      }
      default -> call(Function.CONCAT, several(() -> of(STRING, d), 1, 3));
    };
  }

  private Expression date(int d) {
    return switch (random.nextInt(3)) {
      case 0 -> call(Function.TO_DATE, List.of(of(TIMESTAMP, d)));
      case 1 -> call(Function.CURRENT_DATE, List.of());
      default -> call(Function.DATE_ADD, List.of(of(DATE, d), of(INTEGER, d)));
    };
  }

  private static Expression whole(long value) {
    return new Expression.Literal(INTEGER, value, AT);
  }

  private static Expression call(Function function, List<Expression> arguments) {
    return new Expression.Call(function, arguments, AT);
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
