package io.propensity.ingest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.pipeline.quality.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a source: {@code ingestion_summary.json} has one a source.
 *
 * @param read rows that were read, malformed ones included
 * @param kept rows of the table
 * @param rejected malformed rows by reason
 * @param distinct different values of the key, users and sessions, by column
 * @param times first and last time of each column that holds times, in UTC
 * @param rowsPerSecond of reading, checking and writing together
 * @param snapshot the state of the table that holds the rows
 * @param upstreamSnapshot the state of the Iceberg table that they were read from; null for others
 * @param standing whether an earlier run read them, of the same input in the same way
 * @param refused why the table stayed as it was, with those of all other sources; null where the
 *     rows may take its place
 * @param malformed the first of the malformed rows, where the source was refused
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IngestionSummary(
    String source,
    long read,
    long kept,
    Map<String, Long> rejected,
    Map<String, Long> distinct,
    Map<String, TimeRange> times,
    double seconds,
    @JsonProperty("rows_per_second") long rowsPerSecond,
    List<Verdict> quality,
    @Nullable Long snapshot,
    @JsonProperty("upstream_snapshot") @Nullable Long upstreamSnapshot,
    boolean standing,
    @Nullable String refused,
    @Nullable List<MalformedRow> malformed) {

  /** From when to when, as ISO 8601 in UTC; null where no row has a time. */
  public record TimeRange(@Nullable String from, @Nullable String to) {}

  public IngestionSummary {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    distinct = Collections.unmodifiableMap(new TreeMap<>(distinct));
    times = Collections.unmodifiableMap(new TreeMap<>(times));
    quality = List.copyOf(quality);
    malformed = malformed == null ? null : List.copyOf(malformed);
  }

  /** The same, of a source whose rows may not take the place of those before. */
  IngestionSummary refused(String why, List<MalformedRow> first) {
    return with(snapshot, standing, why, first.isEmpty() ? null : first);
  }

  /** The same, of a table that was committed. */
  IngestionSummary committed(long id) {
    return with(id, false, refused, malformed);
  }

  /** The same, of a table that an earlier run committed. */
  IngestionSummary standing(long id) {
    return with(id, true, refused, malformed);
  }

  private IngestionSummary with(
      @Nullable Long id, boolean stands, @Nullable String why, @Nullable List<MalformedRow> first) {
    return new IngestionSummary(
        source,
        read,
        kept,
        rejected,
        distinct,
        times,
        seconds,
        rowsPerSecond,
        quality,
        id,
        upstreamSnapshot,
        stands,
        why,
        first);
  }
}
