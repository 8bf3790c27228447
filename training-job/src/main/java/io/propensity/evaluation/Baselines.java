package io.propensity.evaluation;

import io.propensity.model.Baseline;
import io.propensity.model.Feature;
import io.propensity.model.Histogram;
import io.propensity.scoring.FeatureTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What later runs are compared with: the features of all rows, the scores of the test split. */
final class Baselines {

  private Baselines() {}

  static Baseline of(Dataset<Row> features, List<Feature> columns, Histogram.Numeric scores) {
    Dataset<Row> vectors =
        features.select(FeatureTable.vector(features, columns).toArray(Column[]::new));
    List<Histogram> histograms = new Distributions(vectors).histograms();
    Map<String, Histogram> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(columns.get(i).name(), histograms.get(i));
    }
    return new Baseline(byName, scores);
  }
}
