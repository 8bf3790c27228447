package io.propensity.features;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.trees.Origin;

/** What Spark has to say about a query, in one line: where, then what. */
final class SqlMessage {

  private static final Pattern CONDITION =
      Pattern.compile("^(\\{LINE:\\d+\\} )?\\[[A-Z0-9_.]+\\]\\s*");

  /** What follows the message, and advice that no owner of a query can take. */
  private static final Pattern REST = Pattern.compile("\\s*(SQLSTATE: \\w+|If necessary set ).*$");

  /** Where in the query a value broke it. */
  private static final Pattern PLACE =
      Pattern.compile("== SQL \\(line (\\d+), position (\\d+)\\) ==");

  private SqlMessage() {}

  /** The same, after the file of the query. */
  static String in(String file, Throwable thrown) {
    return file + (where(thrown).isPresent() ? ", " : ": ") + of(thrown);
  }

  static String of(Throwable thrown) {
    String first =
        String.valueOf(thrown.getMessage())
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse(thrown.getClass().getSimpleName());
    String what = REST.matcher(CONDITION.matcher(first).replaceFirst("")).replaceFirst("");
    return where(thrown).map(where -> where + ": " + what).orElse(what);
  }

  /** A place in a query, as editors count: lines and characters from 1. */
  static String at(Origin origin) {
    return at(origin.line().getOrElse(() -> 1), origin.startPosition().getOrElse(() -> 0));
  }

  private static Optional<String> where(Throwable thrown) {
    if (thrown instanceof ParseException unparsed) {
      return Optional.of(at(unparsed.start()));
    }
    if (thrown instanceof AnalysisException unresolved && unresolved.line().isDefined()) {
      return Optional.of(
          at(unresolved.line().get(), unresolved.startPosition().getOrElse(() -> 0)));
    }
    Matcher place = PLACE.matcher(String.valueOf(thrown.getMessage()));
    return place.find()
        ? Optional.of("line %s, character %s".formatted(place.group(1), place.group(2)))
        : Optional.empty();
  }

  private static String at(Object line, Object before) {
    return "line %s, character %d".formatted(line, ((Number) before).intValue() + 1);
  }
}
