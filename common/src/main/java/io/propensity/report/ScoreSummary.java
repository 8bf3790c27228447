package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.propensity.model.Histogram;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the scores of one run are spread.
 *
 * @param quantiles by name ({@code min, p10, p25, p50, p75, p90, max}), ascending
 * @param deciles the tenth of the greatest scores first; null in a training run, and in reports of
 *     earlier releases
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreSummary(
    double mean,
    Map<String, Double> quantiles,
    Histogram.Numeric histogram,
    @Nullable List<ScoreDecile> deciles) {

  public ScoreSummary {
    quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
    deciles = deciles == null ? null : List.copyOf(deciles);
  }

  /**
   * A quantile's name as people read it.
   *
   * @param quantile as {@link #quantiles} has it
   */
  public static String label(String quantile) {
    return switch (quantile) {
      case "min" -> "least";
      case "max" -> "greatest";
      case "p50" -> "median";
      default -> quantile.replaceFirst("^p([0-9]+)$", "$1 %");
    };
  }
}
