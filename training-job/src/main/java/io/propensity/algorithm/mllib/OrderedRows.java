package io.propensity.algorithm.mllib;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.Features;
import io.propensity.model.Feature;
import io.propensity.scoring.MllibColumns;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows that MLlib fits on, in partitions and an order that follow from what they hold alone, so
 * that the same rows make the same model whatever order they come in and wherever they lie.
 */
final class OrderedRows {

  static final String LABEL = "__label";
  static final String WEIGHT = "__weight";

  /** Whether a row is of the validation split. */
  static final String VALIDATES = "__validates";

  private OrderedRows() {}

  /**
   * Labels, weights and {@link MllibColumns}.
   *
   * @param classWeights by class, which the rows' own weights are multiplied by; may be empty
   * @param validation whether the rows of the validation split come along
   */
  static Dataset<Row> of(
      TrainingSet set, Map<String, Double> classWeights, boolean validation, int partitions) {
    List<Feature> features = set.columns().features();
    Dataset<Row> table = validation ? set.rows() : set.of(SplitName.TRAIN);
    List<Column> columns = new ArrayList<>(MllibColumns.of(table, features));
    columns.add(label(table, set));
    columns.add(weight(table, set, classWeights).as(WEIGHT));
    columns.add(table.col(SplitName.COLUMN).equalTo(SplitName.VALIDATION.label()).as(VALIDATES));
    Dataset<Row> rows = table.select(columns.toArray(Column[]::new));
    Column[] all = Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
    return rows.repartition(partitions, xxhash64(all)).sortWithinPartitions(all);
  }

  private static Column weight(
      Dataset<Row> table, TrainingSet set, Map<String, Double> classWeights) {
    Column own = set.weighted() ? table.col(Features.WEIGHT) : lit(1.0);
    Column weight = own.cast(DataTypes.DoubleType);
    if (classWeights.isEmpty()) {
      return weight;
    }
    Column label = table.col(Features.LABEL);
    Column ofClass = lit(1.0);
    for (int i = 0; i < set.classes().size(); i++) {
      double times = classWeights.getOrDefault(set.classes().get(i), 1.0);
      ofClass = when(label.equalTo(i), lit(times)).otherwise(ofClass);
    }
    return weight.multiply(ofClass);
  }

  private static Column label(Dataset<Row> table, TrainingSet set) {
    Column label = table.col(Features.LABEL).cast(DataTypes.DoubleType);
    if (set.classes().isEmpty()) {
      return label.as(LABEL);
    }
    // Says how many classes there are, so that MLlib need not look for the greatest label.
    NominalAttribute classes =
        NominalAttribute.defaultAttr().withValues(set.classes().toArray(String[]::new));
    return when(label.isNotNull(), label).as(LABEL, classes.withName(LABEL).toMetadata());
  }
}
