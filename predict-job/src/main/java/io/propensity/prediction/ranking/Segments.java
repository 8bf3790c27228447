package io.propensity.prediction.ranking;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.run.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Names for the parts of a ranked audience, best first: {@code high:0.1,medium:0.3,low} are shares
 * of the scored users, {@code high>=0.7,medium>=0.4,low} bounds of the score. The last one takes
 * the rest.
 */
public final class Segments {

  private static final Pattern PART =
      Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9_.-]{0,62})\\s*(?:(:|>=)\\s*(\\S+)\\s*)?");

  private final List<String> names;
  private final List<Double> numbers; // one fewer than names
  private final boolean shares;

  private Segments(List<String> names, List<Double> numbers, boolean shares) {
    this.names = List.copyOf(names);
    this.numbers = List.copyOf(numbers);
    this.shares = shares;
  }

  /**
   * Reads the form that the command line takes.
   *
   * @throws UsageException when it is none
   */
  public static Segments parse(String text) {
    List<String> names = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    Set<String> signs = new HashSet<>();
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher part = PART.matcher(parts[i]);
      if (!part.matches() || (part.group(2) == null) != (i == parts.length - 1)) {
        throw refused(
            text, "write NAME:SHARE or NAME>=SCORE for each, and for the last one its name alone");
      }
      names.add(part.group(1));
      if (part.group(2) != null) {
        signs.add(part.group(2));
        numbers.add(number(text, part.group(3)));
      }
    }
    if (signs.size() > 1) {
      throw refused(text, "shares and bounds of the score cannot be mixed");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw refused(text, "two of them have the same name");
    }
    boolean shares = signs.contains(":");
    require(text, numbers, shares);
    return new Segments(names, numbers, shares);
  }

  private static void require(String text, List<Double> numbers, boolean shares) {
    if (shares) {
      double sum = numbers.stream().mapToDouble(Double::doubleValue).sum();
      if (numbers.stream().anyMatch(share -> share <= 0) || sum >= 1) {
        throw refused(text, "each share is above 0, and all of them together are below 1");
      }
      return;
    }
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) >= numbers.get(i - 1)) {
        throw refused(text, "the bounds have to fall, the best segment first");
      }
    }
  }

  private static double number(String text, String number) {
    try {
      double value = Double.parseDouble(number);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(message(text, "'%s' is not a number".formatted(number)), e);
    }
    throw refused(text, "'%s' is not a finite number".formatted(number));
  }

  private static UsageException refused(String text, String why) {
    return new UsageException(message(text, why));
  }

  private static String message(String text, String why) {
    return "--segments '%s': %s, e.g. high:0.1,medium:0.3,low".formatted(text, why);
  }

  /** Best first. */
  public List<String> names() {
    return names;
  }

  /**
   * The segment of each row.
   *
   * @param table the scored rows, read once for every 16 bits of a score when shares are asked for
   * @param score DOUBLE of {@code table}
   * @param hash BIGINT of {@code table}, the same for a user in every run: it decides who of those
   *     with the same score comes first
   * @param rows how many there are
   */
  public Column of(Dataset<Row> table, Column score, Column hash, long rows) {
    List<Column> within = new ArrayList<>();
    if (shares) {
      Cut.of(table, score, hash, ranks(rows), rows)
          .forEach(cut -> within.add(cut.within(score, hash)));
    } else {
      numbers.forEach(bound -> within.add(score.geq(bound)));
    }
    Column segment = lit(names.get(names.size() - 1));
    for (int i = within.size() - 1; i >= 0; i--) {
      segment = when(within.get(i), lit(names.get(i))).otherwise(segment);
    }
    return segment;
  }

  private long[] ranks(long rows) {
    long[] ranks = new long[numbers.size()];
    double share = 0;
    for (int i = 0; i < ranks.length; i++) {
      share += numbers.get(i);
      ranks[i] = Math.round(share * rows);
    }
    return ranks;
  }
}
