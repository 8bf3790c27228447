package io.propensity.catboost;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a training is.
 *
 * @param iteration trees made so far, from 1
 * @param iterations trees that were asked for
 * @param metrics the loss by CatBoost's own labels: {@code learn}, {@code test}, {@code best}
 * @param remaining CatBoost's estimate, zero when it gives none
 */
public record CatBoostProgress(
    int iteration, int iterations, Map<String, Double> metrics, Duration remaining) {

  private static final Pattern LINE = Pattern.compile("(\\d+):\t(.*)");
  private static final Pattern FIELD = Pattern.compile("(\\w+): (\\S+)(?: \\(\\d+\\))?");
  private static final Pattern REMAINING = Pattern.compile("remaining: (.*)");
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+)(d|h|ms|m|us|ns|s)");
  private static final Map<String, Double> SECONDS =
      Map.of("d", 86400.0, "h", 3600.0, "m", 60.0, "s", 1.0, "ms", 1e-3, "us", 1e-6, "ns", 1e-9);

  public CatBoostProgress {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** Reads {@code 7:<tab>learn: 0.63<tab>...<tab>remaining: 3m 2s}; empty for any other line. */
  static Optional<CatBoostProgress> parse(String line, int iterations) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    Duration remaining = Duration.ZERO;
    for (String part : matcher.group(2).split("\t", -1)) {
      Matcher time = REMAINING.matcher(part);
      Matcher field = FIELD.matcher(part);
      if (time.matches()) {
        remaining = duration(time.group(1));
      } else if (field.matches() && !field.group(1).equals("total")) {
        number(field.group(2)).ifPresent(value -> metrics.put(field.group(1), value));
      }
    }
    int iteration = Integer.parseInt(matcher.group(1)) + 1;
    return Optional.of(new CatBoostProgress(iteration, iterations, metrics, remaining));
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Duration duration(String text) {
    double seconds = 0;
    Matcher amount = AMOUNT.matcher(text);
    while (amount.find()) {
      Double unit = SECONDS.get(amount.group(2));
      seconds += Double.parseDouble(amount.group(1)) * (unit == null ? 0 : unit);
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
