package io.propensity.tuning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Parameters that were tried on all folds. Files have the mean and the deviation of each metric
 * too.
 *
 * @param number from 1, in the order of the search
 * @param parameters what was set beside the pipeline's own
 * @param seconds wall time
 */
@JsonIgnoreProperties(value = "spread", allowGetters = true)
public record Trial(
    int number, Map<String, Object> parameters, List<FoldScore> folds, double seconds) {

  public Trial {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    folds = List.copyOf(folds);
  }

  /** A metric over the folds that have it. */
  public Spread spread(String metric) {
    return Spread.of(
        folds.stream().map(fold -> fold.metrics().get(metric)).filter(Objects::nonNull).toList());
  }

  /** The mean of every metric over the folds. */
  public Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    spreads().forEach((metric, spread) -> means.put(metric, spread.mean()));
    return Collections.unmodifiableMap(means);
  }

  /** Every metric over the folds; files have it beside them. */
  @JsonProperty("spread")
  public Map<String, Spread> spreads() {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    folds.stream()
        .flatMap(fold -> fold.metrics().keySet().stream())
        .forEach(metric -> spreads.computeIfAbsent(metric, this::spread));
    return Collections.unmodifiableMap(spreads);
  }

  /**
   * How many iterations have the least mean loss over the folds, of those that all folds reached; 0
   * where no loss was watched.
   */
  public int bestIterations() {
    int reached = folds.stream().mapToInt(fold -> fold.curve().size()).min().orElse(0);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < reached; i++) {
      int at = i;
      double loss = folds.stream().mapToDouble(fold -> fold.curve().get(at)).sum();
      if (loss < least) {
        least = loss;
        best = i + 1;
      }
    }
    return best;
  }
}
