package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.json.Description;
import io.propensity.run.Checks;
import io.propensity.text.CloseNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What trains the model.
 *
 * @param name one of {@link #NAMES}
 * @param params the library's own, by its own names, as YAML's types: text, whole numbers, numbers,
 *     booleans, lists and maps
 * @param maxRows rows of the training and validation splits that may go to the driver; 5,000,000
 *     when it is not said
 * @param sample whether more rows than that are sampled down, or refused as they are by default
 */
public record AlgorithmSpec(
    @Description("catboost, random-forest, gbt, logistic-regression or linear-regression")
        String name,
    @Description("The library's own parameters, by its own names")
        @Nullable Map<String, Object> params,
    @Description("The most rows that may go to the driver; 5000000") @JsonProperty("max_rows")
        @Nullable Long maxRows,
    @Description("true: more rows than max_rows are sampled, not refused")
        @Nullable Boolean sample) {

  /** The algorithms that there are. */
  public static final List<String> NAMES =
      List.of("catboost", "random-forest", "gbt", "logistic-regression", "linear-regression");

  private static final long DEFAULT_MAX_ROWS = 5_000_000;

  public AlgorithmSpec {
    params = Collections.unmodifiableMap(params == null ? Map.of() : new LinkedHashMap<>(params));
    new Checks()
        .require(
            NAMES.contains(name),
            "name",
            "'%s' is unknown; the algorithms are %s%s"
                .formatted(name, String.join(", ", NAMES), CloseNames.hint(name, NAMES)))
        .require(maxRows == null || maxRows >= 1, "max_rows", "must be at least 1")
        .done();
  }

  /** An algorithm with the default row limit. */
  public static AlgorithmSpec of(String name, Map<String, Object> params) {
    return new AlgorithmSpec(name, params, null, null);
  }

  @Override
  public Map<String, Object> params() {
    return params == null ? Map.of() : params;
  }

  /** The row limit, given or by default. */
  public long rowLimit() {
    return maxRows == null ? DEFAULT_MAX_ROWS : maxRows;
  }

  /** Whether to sample when the row limit is exceeded. */
  public boolean samples() {
    return sample != null && sample;
  }
}
