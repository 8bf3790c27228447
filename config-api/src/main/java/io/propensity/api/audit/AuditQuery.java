package io.propensity.api.audit;

import io.propensity.api.web.QueryParameters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What the audit log is asked for.
 *
 * @param since the first time that is wanted
 * @param until the first time after it that is not
 * @param before the entry that all wanted ones are older than
 */
public record AuditQuery(
    Optional<String> caller, Instant since, Instant until, Key before, int size) {

  private static final List<String> PARAMETERS =
      List.of("caller", "since", "until", "size", "before");
  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;
  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

  private static final long MILLION = 1_000_000;

  /** Where an entry is in the order of the log. */
  public record Key(Instant at, long id) {

    public static Key of(AuditRow row) {
      return new Key(row.entry().at(), row.id());
    }

    /** Empty when the text is none that {@link #text} gave. */
    static Optional<Key> read(String text) {
      if (!text.matches("[0-9]{1,18}-[0-9]{1,18}")) {
        return Optional.empty();
      }
      int dash = text.indexOf('-');
      long micros = Long.parseLong(text.substring(0, dash));
      Instant at = Instant.EPOCH.plusSeconds(micros / MILLION).plusNanos(micros % MILLION * 1_000);
      return at.isBefore(EVER)
          ? Optional.of(new Key(at, Long.parseLong(text.substring(dash + 1))))
          : Optional.empty();
    }

    public String text() {
      return "%d-%d".formatted(at.getEpochSecond() * MILLION + at.getNano() / 1_000, id);
    }
  }

  public static AuditQuery of(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, PARAMETERS);
    Optional<String> caller = query.text("caller");
    Instant since = query.instant("since").orElse(Instant.EPOCH);
    Instant until = query.instant("until").orElse(EVER);
    Optional<String> before = query.text("before");
    Optional<Key> key = before.flatMap(Key::read);
    if (before.isPresent() && key.isEmpty()) {
      query.wrong("before", "must be that of the link to the next page");
    }
    int size = (int) query.number("size", 1, LARGEST_SIZE).orElse(DEFAULT_SIZE);
    query.requireNone();
    return new AuditQuery(caller, since, until, key.orElse(new Key(EVER, 0)), size);
  }
}
