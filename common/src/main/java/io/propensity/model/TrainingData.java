package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model was trained on.
 *
 * @param rows rows with a label, before the split
 * @param fingerprint equal for equal rows in any order
 * @param snapshot the state of the table that was read, null for one without snapshots
 * @param testFingerprint of the rows of the test split alone
 * @param sources the states of the sources' tables that it was made of, by source; null where none
 *     has any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingData(
    String uri,
    long rows,
    String fingerprint,
    @Nullable Long snapshot,
    @JsonProperty("test_fingerprint") @Nullable String testFingerprint,
    @Nullable Map<String, Long> sources) {

  public TrainingData {
    sources = sources == null ? null : Collections.unmodifiableMap(new TreeMap<>(sources));
  }

  /** Of a table without snapshots. */
  public TrainingData(String uri, long rows, String fingerprint) {
    this(uri, rows, fingerprint, null, null, null);
  }
}
