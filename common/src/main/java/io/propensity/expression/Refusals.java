package io.propensity.expression;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of SQL is refused by name, with the reason; and the words that cannot be bare names. */
final class Refusals {

  private static final String SUBQUERY = "subqueries and statements are not allowed";
  private static final String CLOCK = "there is no clock but current_date, the day of the run";

  /** The words of the language itself. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "AND",
          "BETWEEN",
          "CASE",
          "CURRENT_DATE",
          "ELSE",
          "END",
          "FALSE",
          "IN",
          "IS",
          "LIKE",
          "NOT",
          "NULL",
          "OR",
          "THEN",
          "TRUE",
          "TRY_CAST",
          "WHEN");

  private static final Map<String, String> WORDS = words();

  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry(
              "--", "'--' begins a comment; comments are not allowed (minus minus is written - -)"),
          Map.entry("/*", "'/*' begins a comment; comments are not allowed"),
          Map.entry("#", "'#' is not allowed; comments are not allowed"),
          Map.entry(";", "';' separates statements; an expression is one value"),
          Map.entry("@", "'@' is not allowed; there are no variables"),
          Map.entry("$", "'$' is not allowed; there are no variables"),
          Map.entry("?", "'?' is not allowed; there are no parameters"),
          Map.entry(
              ".",
              "'.' is not allowed between names: a column is one name, written in backticks when it"
                  + " has a dot; a number has digits on both sides of its point"),
          Map.entry("::", "'::' is not allowed; write try_cast(value AS type)"),
          Map.entry(":", "':' is not allowed; there are no paths and no parameters"),
          Map.entry("[", "'[' is not allowed; there are no arrays and no maps"),
          Map.entry("]", "']' is not allowed; there are no arrays and no maps"),
          Map.entry("{", "'{' is not allowed; there are no structs and no templates"),
          Map.entry("}", "'}' is not allowed; there are no structs and no templates"),
          Map.entry("->", "'->' is not allowed; there are no lambdas"),
          Map.entry("=>", "'=>' is not allowed; arguments have no names (greater or equal is >=)"),
          Map.entry("!", "'!' is not allowed; write NOT"),
          Map.entry("&", "'&' is not allowed; write AND"),
          Map.entry("|", "'|' is not allowed; write OR, or || to join texts"),
          Map.entry("^", "'^' is not allowed; write power(x, y)"),
          Map.entry("~", "'~' is not allowed; there is no arithmetic of bits"),
          Map.entry("\\", "a backslash is not allowed outside quotes"));

  private Refusals() {}

  private static Map<String, String> words() {
    return Stream.of(
            reason(
                SUBQUERY,
                "SELECT EXISTS FROM WHERE UNION INTERSECT EXCEPT JOIN WITH VALUES TABLE INSERT UPDATE"
                    + " DELETE DROP CREATE ALTER TRUNCATE MERGE LATERAL HAVING ANY ALL SOME"),
            reason(CLOCK, "CURRENT_TIMESTAMP LOCALTIMESTAMP CURRENT_TIME LOCALTIME"),
            reason(
                "write try_cast(value AS type), which is NULL where it does not convert", "CAST"),
            reason("intervals are not allowed; write date_add(date, days)", "INTERVAL"),
            reason("only LIKE matches patterns", "ILIKE RLIKE REGEXP SIMILAR ESCAPE"),
            reason("window functions and aggregates are not allowed", "OVER DISTINCT"),
            reason("write floor(x / y)", "DIV"))
        .flatMap(map -> map.entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> reason(String reason, String words) {
    return Stream.of(words.split(" ")).collect(Collectors.toMap(word -> word, word -> reason));
  }

  /** Why a bare word is refused wherever it stands. */
  static Optional<String> ofWord(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(WORDS.get(upper))
        .map(why -> "%s is not allowed here: %s".formatted(upper, why))
        .map(why -> why + " (a column of that name is written in backticks)");
  }

  /** Why a sign is refused that is none of the language. */
  static Optional<String> ofSign(String sign) {
    return Optional.ofNullable(SIGNS.get(sign));
  }

  /** Whether it is a word of the language itself. */
  static boolean keyword(String word) {
    return KEYWORDS.contains(word.toUpperCase(Locale.ROOT));
  }

  /** Whether a column of this name must be quoted. */
  static boolean reserved(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return KEYWORDS.contains(upper) || WORDS.containsKey(upper);
  }
}
