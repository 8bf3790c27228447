package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction run found in its audience and what of it was published.
 *
 * @param published rows in the result: those scored, less what {@code --top} and {@code
 *     --min-score} left out
 * @param expectedPositives the sum of a binary model's scores over all that were scored; null for
 *     other models
 * @param scorePsi how far the scores lie from the training's, as {@link Drift#psi}; null when they
 *     were counted in other buckets there
 * @param drift by feature, of those that the model's baseline describes
 * @param control published rows that are marked as control group; null without one
 * @param segments the published rows by segment, in the order of the segments; empty without any
 * @param reasons the features that raised and lowered the scores that were explained, the most
 *     frequent first; null where none was
 * @param part which part of the audience was scored at all, {@code limit 1000}; null for all of it
 * @param format of the files, the name of the connector that wrote the rows, or {@code table}
 * @param table the table that the rows were published to; null where they went elsewhere
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoringFigures(
    long published,
    @JsonProperty("expected_positives") @Nullable Double expectedPositives,
    @JsonProperty("score_psi") @Nullable Double scorePsi,
    Map<String, Drift> drift,
    @Nullable Long control,
    List<SegmentFigures> segments,
    @Nullable List<FeatureReasons> reasons,
    @Nullable String part,
    String format,
    @Nullable String table) {

  public ScoringFigures {
    drift = drift == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(drift));
    reasons = reasons == null ? null : List.copyOf(reasons);
    segments = segments == null ? List.of() : List.copyOf(segments);
  }

  /** Whether the rows are files of one of some formats, beside the report. */
  public boolean areFilesOf(Collection<String> formats) {
    return table == null && formats.contains(format);
  }
}
