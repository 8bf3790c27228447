package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.evaluation.scan.FeatureScan;
import io.propensity.features.Features;
import io.propensity.model.Baseline;
import io.propensity.model.Feature;
import io.propensity.model.Histogram;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What later runs are compared with: the features of all rows, the scores of the test split. */
public final class Baselines {

  private Baselines() {}

  /** Reads all features once, and what a single one of them says of the train split's class. */
  static FeatureScan scan(Dataset<Row> features, List<Feature> columns, Task task) {
    Column ofTrain =
        when(col(SplitName.COLUMN).equalTo(SplitName.TRAIN.label()), col(Features.LABEL))
            .otherwise(-1);
    List<Column> selected = new ArrayList<>();
    selected.add((task == Task.BINARY ? ofTrain : lit(-1)).cast("int"));
    selected.addAll(FeatureTable.vector(features, columns));
    return FeatureScan.of(features.select(selected.toArray(Column[]::new)));
  }

  /** Of rows without a label, in a pass of its own. */
  public static Baseline of(
      Dataset<Row> features, List<Feature> columns, Histogram.Numeric scores) {
    List<Column> selected = new ArrayList<>(List.of(lit(-1)));
    selected.addAll(FeatureTable.vector(features, columns));
    return of(FeatureScan.of(features.select(selected.toArray(Column[]::new))), columns, scores);
  }

  static Baseline of(FeatureScan scan, List<Feature> columns, Histogram.Numeric scores) {
    List<Histogram> histograms = scan.histograms();
    Map<String, Histogram> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(columns.get(i).name(), histograms.get(i));
    }
    return new Baseline(byName, scores);
  }
}
