package io.propensity.api.mlflow;

import io.propensity.api.model.Search.Condition;
import io.propensity.api.model.Search.Field;
import io.propensity.api.model.Search.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MLflow's filters, as far as the registry has what they ask for: {@code name}, {@code run_id} and
 * {@code version_number}, compared and joined by AND. There are no tags, and so no prompts.
 *
 * @param impossible whether nothing can fulfil it
 */
record SearchFilter(List<Condition> conditions, boolean impossible) {

  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\s*(?<key>tags?\\.(`[^`]+`|\"[^\"]+\"|[\\w.]+)|\\w+)"
              + "\\s*(?<operator>=|!=|<=|>=|<|>|(?i:I?LIKE)\\b)"
              + "\\s*(?<value>'[^']*'|\"[^\"]*\"|[0-9]{1,9})\\s*(?<and>(?i:AND)\\b|$)");
  private static final Pattern PROMPT = Pattern.compile("tags?\\..?mlflow\\.prompt\\.is_prompt.?");
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "!=", Operator.UNEQUAL,
          "<", Operator.LESS,
          "<=", Operator.AT_MOST,
          ">", Operator.GREATER,
          ">=", Operator.AT_LEAST,
          "LIKE", Operator.LIKE,
          "ILIKE", Operator.LIKE_IN_ANY_CASE);

  SearchFilter {
    conditions = List.copyOf(conditions);
  }

  /**
   * Reads a filter.
   *
   * @param fields those that may be asked for, by MLflow's names
   */
  static SearchFilter parse(String text, Map<String, Field> fields) {
    List<Condition> conditions = new ArrayList<>();
    boolean impossible = false;
    Matcher clause = CLAUSE.matcher(text);
    boolean more = !text.isBlank();
    while (more) {
      if (!clause.lookingAt()) {
        throw invalid(text, fields);
      }
      Optional<Condition> condition = condition(clause, text, fields);
      condition.ifPresent(conditions::add);
      impossible |= condition.isEmpty() && !isOfEveryModel(clause);
      more = !clause.group("and").isEmpty();
      clause.region(clause.end(), text.length());
    }
    return new SearchFilter(conditions, impossible);
  }

  /** Empty for a condition on a tag. */
  private static Optional<Condition> condition(
      Matcher clause, String text, Map<String, Field> fields) {
    String key = clause.group("key");
    if (key.startsWith("tag.") || key.startsWith("tags.")) {
      return Optional.empty();
    }
    Field field = fields.get(key);
    Operator operator = operator(clause);
    if (field == null || !fits(field, operator, clause.group("value"))) {
      throw invalid(text, fields);
    }
    String value = value(clause);
    return Optional.of(
        new Condition(
            field, operator, field == Field.VERSION ? (Object) Integer.valueOf(value) : value));
  }

  /** Texts are equal or alike, numbers compared. */
  private static boolean fits(Field field, Operator operator, String value) {
    boolean number = value.matches("[0-9]+");
    boolean alike = operator == Operator.LIKE || operator == Operator.LIKE_IN_ANY_CASE;
    boolean equal = operator == Operator.EQUAL || operator == Operator.UNEQUAL;
    return field == Field.VERSION ? number && !alike : !number && (alike || equal);
  }

  /** No model is a prompt, which MLflow's client asks for in every search. */
  private static boolean isOfEveryModel(Matcher clause) {
    if (!PROMPT.matcher(clause.group("key")).matches()) {
      return false;
    }
    return switch (value(clause)) {
      case "true" -> operator(clause) == Operator.UNEQUAL;
      case "false" -> operator(clause) == Operator.EQUAL;
      default -> false;
    };
  }

  private static Operator operator(Matcher clause) {
    String operator = clause.group("operator").toUpperCase(Locale.ROOT);
    return OPERATORS.getOrDefault(operator, Operator.EQUAL);
  }

  private static String value(Matcher clause) {
    String value = clause.group("value");
    return value.matches("[0-9]+") ? value : value.substring(1, value.length() - 1);
  }

  private static MlflowException invalid(String text, Map<String, Field> fields) {
    return MlflowException.invalid(
        "Invalid filter string '%s': compare %s with a quoted text, or version_number with a number, and join by AND"
            .formatted(text, String.join(", ", fields.keySet().stream().sorted().toList())));
  }
}
