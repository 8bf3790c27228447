package io.propensity.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.evaluation.scan.FeatureScan;
import io.propensity.evaluation.scan.LabelCorrelation;
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

/**
 * What later runs are compared with: the features of all rows, the scores of the split that counts.
 */
public final class Baselines {

  private static final int MOST_CLASSES = 32;

  private Baselines() {}

  /**
   * Reads all features once, and what a single one of them says of the train split's class; of a
   * regression, whether the label is above {@code labelMean}.
   *
   * @param classes of the label; those beyond the first {@value #MOST_CLASSES} count as one
   */
  static FeatureScan scan(
      Dataset<Row> features, List<Feature> columns, Task task, int classes, double labelMean) {
    Column label = col(Features.LABEL);
    Column number =
        switch (task) {
          case BINARY -> label;
          case MULTICLASS -> least(label, lit(MOST_CLASSES - 1));
          case REGRESSION -> when(label.gt(labelMean), 1).otherwise(0);
        };
    List<Column> selected = new ArrayList<>();
    selected.add(when(isTrain(), number).otherwise(-1).cast("int"));
    selected.addAll(FeatureTable.vector(features, columns));
    return FeatureScan.of(
        features.select(selected.toArray(Column[]::new)),
        Math.max(2, Math.min(MOST_CLASSES, classes)));
  }

  /** Of each numeric feature with a regression's label on the train split, by name. */
  static Map<String, Double> correlations(Dataset<Row> features, List<Feature> columns) {
    List<Feature> numbers =
        columns.stream().filter(column -> column.kind() == Feature.Kind.NUMERIC).toList();
    Map<String, Double> correlations = new LinkedHashMap<>();
    if (numbers.isEmpty()) {
      return correlations;
    }
    Dataset<Row> train = features.filter(isTrain());
    List<Column> selected = new ArrayList<>(List.of(col(Features.LABEL).cast("double")));
    FeatureTable.vector(train, numbers).forEach(column -> selected.add(column.cast("double")));
    List<Double> found = LabelCorrelation.of(train.select(selected.toArray(Column[]::new)));
    for (int i = 0; i < numbers.size(); i++) {
      correlations.put(numbers.get(i).name(), found.get(i));
    }
    return correlations;
  }

  private static Column isTrain() {
    return col(SplitName.COLUMN).equalTo(SplitName.TRAIN.label());
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
