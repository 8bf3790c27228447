package io.propensity.campaign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign wants published of each of its runs, and where; null is what the job does by
 * itself.
 *
 * @param format of files, one of {@link #FILES}, or a connector of the job's environment; null for
 *     Parquet
 * @param table of a catalog, in the place of files
 * @param partitionBy columns that the files get a folder of each value for
 * @param sortByScore whether the greatest scores come first
 * @param top so many rows of the greatest scores
 * @param minScore rows with at least this score
 * @param keepRuns so many published runs of the campaign stay
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputSettings(
    @Nullable String format,
    @Nullable String table,
    @JsonProperty("partition_by") @Nullable List<String> partitionBy,
    @JsonProperty("sort_by_score") @Nullable Boolean sortByScore,
    @Nullable Long top,
    @JsonProperty("min_score") @Nullable Double minScore,
    @JsonProperty("keep_runs") @Nullable Integer keepRuns) {

  /** As its parts are called in JSON. */
  public static final List<String> FIELDS =
      List.of("format", "table", "partition_by", "sort_by_score", "top", "min_score", "keep_runs");

  /** Says nothing. */
  public static final OutputSettings NONE =
      new OutputSettings(null, null, null, null, null, null, null);

  /** The formats that files are written in. */
  public static final List<String> FILES = List.of("parquet", "orc", "csv", "json");

  public OutputSettings {
    partitionBy = partitionBy == null ? null : List.copyOf(partitionBy);
  }
}
