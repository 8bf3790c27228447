package io.propensity.evaluation.binary;

import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.threshold.Confusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Of each tenth of the rows, the highest scores first: {@code lift_decile_N}, its share of
 * positives over that of all rows, and {@code gain_decile_N}, the share of all positives down to
 * its end.
 */
record Deciles() implements BinaryMetric {

  @Override
  public Map<String, Double> of(Ranking ranking, Confusion confusion) {
    Map<String, Double> deciles = new LinkedHashMap<>();
    List<Double> gains = ranking.gains();
    double before = 0;
    for (int i = 0; i < gains.size(); i++) {
      deciles.put("lift_decile_" + (i + 1), (gains.get(i) - before) * gains.size());
      before = gains.get(i);
    }
    for (int i = 0; i < gains.size(); i++) {
      deciles.put("gain_decile_" + (i + 1), gains.get(i));
    }
    return deciles;
  }
}
