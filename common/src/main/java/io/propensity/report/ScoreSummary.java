package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.model.Histogram;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the scores of one run are spread.
 *
 * @param quantiles by name ({@code min, p10, p25, p50, p75, p90, max}), ascending
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScoreSummary(
    double mean, Map<String, Double> quantiles, Histogram.Numeric histogram) {

  public ScoreSummary {
    quantiles = Collections.unmodifiableMap(new LinkedHashMap<>(quantiles));
  }
}
