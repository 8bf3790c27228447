package io.propensity.api.run;

import io.propensity.api.web.QueryParameters;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    static Cursor of(Run last) {
      return new Cursor(last.createdAt(), last.runId());
    }

    String text() {
      return createdAt + "_" + runId;
    }

    /** Empty for a text that no page ends with. */
    static Optional<Cursor> read(String text) {
      int at = text.indexOf('_');
      try {
        Instant time = Instant.parse(text.substring(0, Math.max(at, 0)));
        return QueryParameters.isKept(time)
            ? Optional.of(new Cursor(time, new RunId(text.substring(at + 1))))
            : Optional.empty();
      } catch (DateTimeParseException | UsageException malformed) {
        return Optional.empty();
      }
    }
  }

  static RunQuery of(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, PARAMETERS);
    Optional<String> state = parameters.text("state");
    Optional<RunStatus> known = state.flatMap(RunStatus::named);
    if (state.isPresent() && known.isEmpty()) {
      parameters.wrong("state", "must be one of " + Arrays.toString(RunStatus.values()));
    }
    Optional<String> before = parameters.text("before");
    Optional<Cursor> cursor = before.flatMap(Cursor::read);
    if (before.isPresent() && cursor.isEmpty()) {
      parameters.wrong("before", "must be taken from the Link header of the page before");
    }
    long campaign = parameters.number("campaign", 1, Long.MAX_VALUE).orElse(0);
    RunQuery query =
        new RunQuery(
            campaign == 0 ? null : campaign,
            parameters.text("pipeline").orElse(null),
            known.orElse(null),
            parameters.instant("since").orElse(null),
            cursor.orElse(null),
            parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE));
    parameters.requireNone();
    return query;
  }
}
