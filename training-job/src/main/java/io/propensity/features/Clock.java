package io.propensity.features;

import io.propensity.pipeline.Pipeline;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what of a pipeline is another value at another time. */
final class Clock {

  /** A column of such a name is taken for one, too: its features are made anew then. */
  private static final Pattern READ =
      Pattern.compile(
          "\\b(now|curdate|current_date|current_time|current_timestamp|localtimestamp"
              + "|unix_timestamp|today|yesterday|tomorrow)\\b",
          Pattern.CASE_INSENSITIVE);

  private Clock() {}

  /** Whether a query or a derived column of the features reads the clock. */
  static boolean isRead(Pipeline pipeline, UnaryOperator<String> folder) {
    Stream<String> queries =
        Stream.of(pipeline.features(), pipeline.label().sql()).filter(Objects::nonNull).map(folder);
    Stream<String> expressions =
        Stream.concat(
            pipeline.derive().values().stream(), Stream.ofNullable(pipeline.label().expression()));
    return Stream.concat(queries, expressions).anyMatch(text -> READ.matcher(text).find());
  }
}
