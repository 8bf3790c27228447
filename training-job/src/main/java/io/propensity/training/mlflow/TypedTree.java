package io.propensity.training.mlflow;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionVisitor;
import io.propensity.expression.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression as JSON for an interpreter that knows no types: each part says what it is, and
 * where a whole number becomes a NUMBER stands {@code number}. Dates are days and instants
 * microseconds since 1970.
 */
final class TypedTree implements ExpressionVisitor<Map<String, Object>> {

  private final Types types;

  private TypedTree(Types types) {
    this.types = types;
  }

  /** The tree over rows of these columns, which the expression must fit. */
  static Map<String, Object> of(Expression expression, Columns columns) {
    Types types = Types.check(expression, columns);
    return new TypedTree(types).part(expression, types.root());
  }

  /** A part as the wanted type. */
  private Map<String, Object> part(Expression part, @Nullable ColumnType wanted) {
    Map<String, Object> tree = part.accept(this);
    boolean converts =
        wanted == ColumnType.NUMBER && types.of(part).equals(Optional.of(ColumnType.INTEGER));
    return converts ? node("number", "of", tree) : tree;
  }

  private List<Map<String, Object>> parts(List<Expression> parts, @Nullable ColumnType wanted) {
    return parts.stream().map(each -> part(each, wanted)).toList();
  }

  private @Nullable ColumnType common(List<Expression> parts) {
    return types.common(parts).orElse(null);
  }

  private static Map<String, Object> node(String is, Object... fields) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("is", is);
    for (int i = 0; i < fields.length; i += 2) {
      node.put((String) fields[i], fields[i + 1]);
    }
    return node;
  }

  private static Map<String, Object> negated(Map<String, Object> condition, boolean negated) {
    return negated ? node("not", "of", condition) : condition;
  }

  @Override
  public Map<String, Object> columnName(Expression.ColumnName column) {
    return node("column", "name", types.find(column).name());
  }

  @Override
  public Map<String, Object> literal(Expression.Literal literal) {
    Object value = literal.value();
    if (value instanceof LocalDate day) {
      return node("literal", "value", day.toEpochDay());
    }
    if (value instanceof Instant instant) {
      return node("literal", "value", ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
    return value instanceof Double number
        // Texts keep a double a double, -0.0 too, whatever reads the JSON.
        ? node("double", "value", number.toString())
        : node("literal", "value", value);
  }

  @Override
  public Map<String, Object> nullLiteral(Expression.Null literal) {
    return node("null");
  }

  @Override
  public Map<String, Object> negation(Expression.Negation negation) {
    ColumnType type = types.of(negation).orElse(ColumnType.INTEGER);
    return node("negation", "of", part(negation.operand(), type));
  }

  @Override
  public Map<String, Object> arithmetic(Expression.Arithmetic arithmetic) {
    ColumnType type = types.of(arithmetic.first()).orElse(ColumnType.INTEGER);
    Map<String, Object> result = part(arithmetic.first(), type);
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Expression.Arithmetic.Step step : arithmetic.steps()) {
      ColumnType next = types.after(type, step);
      if (next != type) {
        Map<String, Object> before =
            steps.isEmpty() ? result : node("arithmetic", "first", result, "steps", steps);
        result = node("number", "of", before);
        steps = new ArrayList<>();
        type = next;
      }
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("operator", step.operator().symbol());
      entry.put("of", part(step.operand(), type));
      steps.add(entry);
    }
    return node("arithmetic", "first", result, "steps", steps);
  }

  @Override
  public Map<String, Object> comparison(Expression.Comparison comparison) {
    ColumnType type = common(comparison.children());
    return node(
        "comparison",
        "operator",
        comparison.operator().symbol(),
        "left",
        part(comparison.left(), type),
        "right",
        part(comparison.right(), type));
  }

  @Override
  public Map<String, Object> logic(Expression.Logic logic) {
    return node(
        logic.operator().name().toLowerCase(Locale.ROOT),
        "of",
        parts(logic.operands(), ColumnType.BOOLEAN));
  }

  @Override
  public Map<String, Object> not(Expression.Not not) {
    return node("not", "of", part(not.operand(), ColumnType.BOOLEAN));
  }

  @Override
  public Map<String, Object> in(Expression.In in) {
    ColumnType type = common(in.children());
    return negated(
        node("in", "of", part(in.value(), type), "items", parts(in.items(), type)), in.negated());
  }

  @Override
  public Map<String, Object> between(Expression.Between between) {
    ColumnType type = common(between.children());
    return negated(
        node(
            "between",
            "of",
            part(between.value(), type),
            "low",
            part(between.low(), type),
            "high",
            part(between.high(), type)),
        between.negated());
  }

  @Override
  public Map<String, Object> like(Expression.Like like) {
    return negated(
        node("like", "of", part(like.value(), ColumnType.STRING), "pattern", like.pattern().text()),
        like.negated());
  }

  @Override
  public Map<String, Object> isNull(Expression.IsNull isNull) {
    return negated(
        node("is_null", "of", part(isNull.value(), types.of(isNull.value()).orElse(null))),
        isNull.negated());
  }

  @Override
  public Map<String, Object> caseWhen(Expression.Case caseWhen) {
    ColumnType type = types.of(caseWhen).orElse(null);
    Expression subject = caseWhen.subject();
    List<Expression> compared = new ArrayList<>();
    if (subject != null) {
      compared.add(subject);
    }
    caseWhen.branches().forEach(branch -> compared.add(branch.condition()));
    ColumnType conditions = subject == null ? ColumnType.BOOLEAN : common(compared);
    List<Map<String, Object>> branches = new ArrayList<>();
    for (Expression.Case.Branch branch : caseWhen.branches()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("when", part(branch.condition(), conditions));
      entry.put("then", part(branch.result(), type));
      branches.add(entry);
    }
    Map<String, Object> tree = node("case", "branches", branches);
    if (subject != null) {
      tree.put("subject", part(subject, conditions));
    }
    Expression otherwise = caseWhen.otherwise();
    if (otherwise != null) {
      tree.put("otherwise", part(otherwise, type));
    }
    return tree;
  }

  @Override
  public Map<String, Object> tryCast(Expression.TryCast tryCast) {
    Optional<ColumnType> from = types.of(tryCast.value());
    return from.isEmpty()
        ? node("null")
        : node(
            "try_cast",
            "from",
            from.get().label(),
            "to",
            tryCast.target().label(),
            "of",
            part(tryCast.value(), from.get()));
  }

  @Override
  public Map<String, Object> call(Expression.Call call) {
    List<Map<String, Object>> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      arguments.add(part(call.arguments().get(i), wanted(call, i)));
    }
    Map<String, Object> tree = node("call", "function", call.function().label(), "of", arguments);
    call.arguments().stream()
        .findFirst()
        .flatMap(types::of)
        .ifPresent(type -> tree.put("first", type.label()));
    return tree;
  }

  /** What a function takes in a place, where that may be another type than the argument's own. */
  private @Nullable ColumnType wanted(Expression.Call call, int index) {
    return switch (call.function()) {
      case SQRT, EXP, LN, LOG10, POWER -> ColumnType.NUMBER;
      case COALESCE, NULLIF, LEAST, GREATEST -> types.of(call).orElse(null);
      case IF -> index == 0 ? ColumnType.BOOLEAN : types.of(call).orElse(null);
      default -> null;
    };
  }
}
