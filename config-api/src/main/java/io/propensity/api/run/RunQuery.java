package io.propensity.api.run;

import io.propensity.api.web.QueryParameters;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a list of runs is asked for; runs come newest first.
 *
 * @param kind of job; null for both
 * @param model that they scored with or published
 * @param since runs that were asked for at that time or later
 * @param before the last run of the page before, null for the first page
 */
public record RunQuery(
    @Nullable Long campaign,
    @Nullable String pipeline,
    @Nullable RunKind kind,
    @Nullable ModelVersion model,
    @Nullable RunStatus state,
    @Nullable Instant since,
    @Nullable Cursor before,
    int size) {

  static final int DEFAULT_SIZE = 50;
  static final int LARGEST_SIZE = 500;
  private static final List<String> PARAMETERS =
      List.of("campaign", "pipeline", "model", "state", "since", "before", "size");
  private static final Pattern MODEL = Pattern.compile("([a-z][a-z0-9-]{0,62})/([1-9][0-9]{0,8})");

  /** Where a page ends; written as {@code 2026-11-20T09:30:00.123456Z_r-1}. */
  public record Cursor(Instant createdAt, RunId runId) {

    public static Cursor of(Run last) {
      return new Cursor(last.createdAt(), last.runId());
    }

    public String text() {
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

  public static RunQuery of(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, PARAMETERS);
    Optional<String> state = parameters.text("state");
    Optional<RunStatus> known = state.flatMap(RunStatus::named);
    if (state.isPresent() && known.isEmpty()) {
      parameters.wrong("state", "must be one of " + Arrays.toString(RunStatus.values()));
    }
    Optional<String> model = parameters.text("model");
    Optional<ModelVersion> version = model.flatMap(RunQuery::version);
    if (model.isPresent() && version.isEmpty()) {
      parameters.wrong("model", "must be a version of a model, e.g. campaign-response/3");
    }
    long campaign = parameters.number("campaign", 1, Long.MAX_VALUE).orElse(0);
    RunQuery query =
        new RunQuery(
            campaign == 0 ? null : campaign,
            parameters.text("pipeline").orElse(null),
            null,
            version.orElse(null),
            known.orElse(null),
            parameters.instant("since").orElse(null),
            before(parameters),
            size(parameters));
    parameters.requireNone();
    return query;
  }

  /** Of the runs that scored with a version, of which {@code before} and {@code size} are given. */
  public static RunQuery ofUses(ModelVersion model, MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, List.of("before", "size"));
    RunQuery query =
        new RunQuery(
            null,
            null,
            RunKind.PREDICTION,
            model,
            null,
            null,
            before(parameters),
            size(parameters));
    parameters.requireNone();
    return query;
  }

  private static @Nullable Cursor before(QueryParameters parameters) {
    Optional<String> before = parameters.text("before");
    Optional<Cursor> cursor = before.flatMap(Cursor::read);
    if (before.isPresent() && cursor.isEmpty()) {
      parameters.wrong("before", "must be taken from the Link header of the page before");
    }
    return cursor.orElse(null);
  }

  private static int size(QueryParameters parameters) {
    return parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
  }

  private static Optional<ModelVersion> version(String text) {
    Matcher named = MODEL.matcher(text);
    return named.matches()
        ? Optional.of(new ModelVersion(named.group(1), Integer.parseInt(named.group(2))))
        : Optional.empty();
  }
}
