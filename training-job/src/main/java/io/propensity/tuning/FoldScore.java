package io.propensity.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model came to that was fitted without a fold.
 *
 * @param metrics of the fold, by name
 * @param curve the library's loss on the fold by iteration; empty where it was not watched
 */
public record FoldScore(int repeat, int fold, Map<String, Double> metrics, List<Double> curve) {

  public FoldScore {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    curve = List.copyOf(curve);
  }
}
