package io.propensity.api.run;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a list of runs is asked for; runs come newest first.
 *
 * @param since runs that were asked for at that time or later
 * @param before the last run of the page before, null for the first page
 */
record RunQuery(
    @Nullable Long campaign,
    @Nullable String pipeline,
    @Nullable RunStatus state,
    @Nullable Instant since,
    @Nullable Cursor before,
    int size) {

  static final int DEFAULT_SIZE = 50;
  static final int LARGEST_SIZE = 500;
  private static final List<String> PARAMETERS =
      List.of("campaign", "pipeline", "state", "since", "before", "size");

  /** Where a page ends; written as {@code 2026-11-20T09:30:00.123456Z_r-1}. */
  record Cursor(Instant createdAt, RunId runId) {

    String text() {
      return createdAt + "_" + runId;
    }

    static Cursor of(String text) {
      int at = text.indexOf('_');
      return new Cursor(Instant.parse(text.substring(0, at)), new RunId(text.substring(at + 1)));
    }
  }

  static RunQuery of(MultiValueMap<String, String> parameters) {
    List<InvalidField> errors = new ArrayList<>();
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!PARAMETERS.contains(name)) {
        errors.add(
            new InvalidField(
                name, "is not a parameter; they are " + String.join(", ", PARAMETERS)));
      } else if (parameters.getOrDefault(name, List.of()).size() > 1) {
        errors.add(new InvalidField(name, "is given twice"));
      }
    }
    Map<String, String> given = parameters.toSingleValueMap();
    Reading reading = new Reading(given, errors);
    Long campaign = reading.of("campaign", "must be a whole number", Long::valueOf);
    String pipeline =
        reading.of(
            "pipeline", "is no name of a pipeline", text -> matching(text, "[a-z][a-z0-9-]{0,62}"));
    RunStatus state =
        reading.of(
            "state",
            "must be one of " + Arrays.toString(RunStatus.values()),
            text -> RunStatus.valueOf(text.toUpperCase(Locale.ROOT)));
    Instant since =
        reading.of("since", "must be a time such as 2026-11-20T09:30:00Z", Instant::parse);
    Cursor before =
        reading.of("before", "must be taken from the Link header of the page before", Cursor::of);
    Integer size =
        reading.of(
            "size",
            "must be a whole number from 1 to " + LARGEST_SIZE,
            text -> within(Integer.parseInt(text)));
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
    return new RunQuery(
        campaign, pipeline, state, since, before, size == null ? DEFAULT_SIZE : size);
  }

  private static String matching(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static int within(int size) {
    if (size < 1 || size > LARGEST_SIZE) {
      throw new IllegalArgumentException(String.valueOf(size));
    }
    return size;
  }

  /** Reads parameters one by one; an empty one is as good as none. */
  private record Reading(Map<String, String> given, List<InvalidField> errors) {

    private interface Parser<T> {
      T of(String text);
    }

    <T> @Nullable T of(String name, String wrong, Parser<T> parser) {
      String text = given.getOrDefault(name, "");
      if (text.isEmpty()) {
        return null;
      }
      try {
        return parser.of(text);
      } catch (IllegalArgumentException
          | DateTimeException
          | IndexOutOfBoundsException
          | UsageException refused) {
        errors.add(new InvalidField(name, wrong));
        return null;
      }
    }
  }
}
