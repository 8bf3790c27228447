package io.propensity.algorithm.mllib;

import io.propensity.model.Feature;
import io.propensity.scoring.MllibColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * From {@link MllibColumns} to a vector, in MLlib's own stages. A missing number becomes the
 * median, and a mark beside it says so where the train split has missing ones. A category becomes
 * its place in the order of frequency; all that are not told apart or were never seen share the
 * last place. Trees take places and marks as they are; linear models a 0 or 1 for each category,
 * all 0 for the last place. The columns that become the vector are named by the feature's number:
 * whoever explains a score reads that.
 *
 * @param stages in their order; the last makes {@link MllibColumns#FEATURES}
 * @param slots what each place of the vector is made of
 * @param largest how many places the largest categorical slot has that is no 0 or 1; 0 for none
 */
record FeaturePipeline(List<Transformer> stages, List<VectorSlot> slots, int largest) {

  /** Beyond all that {@link MllibColumns} lets through: stands for missing while it is marked. */
  private static final double BEYOND = 1e300;

  /** How many categories of a feature trees tell apart at most, as each costs a bin. */
  static final int MOST_PLACES = 256;

  /** How many of them linear models do, as each is a slot. */
  static final int MOST_PARTS = 1_000;

  FeaturePipeline {
    stages = List.copyOf(stages);
    slots = List.copyOf(slots);
  }

  /** The stages for features whose columns the statistics know. */
  static FeaturePipeline of(
      SparkSession spark, List<Feature> features, ColumnStatistics statistics, boolean trees) {
    return new Building(spark, features, statistics, trees).pipeline();
  }

  private static final class Building {

    private final SparkSession spark;
    private final List<Feature> features;
    private final ColumnStatistics statistics;
    private final boolean trees;
    private final List<String> names;
    private final List<Transformer> stages = new ArrayList<>();

    Building(
        SparkSession spark, List<Feature> features, ColumnStatistics statistics, boolean trees) {
      this.spark = spark;
      this.features = features;
      this.statistics = statistics;
      this.trees = trees;
      this.names = MllibColumns.names(features);
    }

    FeaturePipeline pipeline() {
      List<String> numeric = names(Feature.Kind.NUMERIC);
      List<String> categorical = names(Feature.Kind.CATEGORICAL);
      List<String> missing = statistics.missing();
      if (!numeric.isEmpty()) {
        stages.add(imputer("impute", numeric, "__value_", statistics.mediansOf(numeric)));
      }
      if (!missing.isEmpty()) {
        double[] beyond = DoubleStream.generate(() -> BEYOND).limit(missing.size()).toArray();
        stages.add(imputer("mark", missing, "__marked_", beyond));
        stages.add(marks(missing));
      }
      if (!categorical.isEmpty()) {
        stages.add(indexer(categorical));
        if (!trees) {
          stages.add(parts(categorical));
        }
      }
      return assembled();
    }

    private List<String> names(Feature.Kind kind) {
      return IntStream.range(0, features.size())
          .filter(i -> features.get(i).kind() == kind)
          .mapToObj(names::get)
          .toList();
    }

    private String[] prefixed(String prefix, List<String> columns) {
      return columns.stream().map(name -> prefix + names.indexOf(name)).toArray(String[]::new);
    }

    private static String[] array(List<String> columns) {
      return columns.toArray(String[]::new);
    }

    private Transformer imputer(String uid, List<String> columns, String prefix, double[] values) {
      StructType schema = new StructType();
      for (String column : columns) {
        schema = schema.add(column, DataTypes.DoubleType);
      }
      Object[] surrogates = Arrays.stream(values).boxed().toArray();
      return new ImputerModel(
              uid, spark.createDataFrame(List.of(RowFactory.create(surrogates)), schema))
          .setInputCols(array(columns))
          .setOutputCols(prefixed(prefix, columns));
    }

    private Transformer marks(List<String> missing) {
      double[] ends = {Double.NEGATIVE_INFINITY, BEYOND, Double.POSITIVE_INFINITY};
      double[][] splits = new double[missing.size()][];
      Arrays.fill(splits, ends);
      return new Bucketizer("missing")
          .setInputCols(prefixed("__marked_", missing))
          .setOutputCols(prefixed("__missing_", missing))
          .setSplitsArray(splits);
    }

    private Transformer indexer(List<String> categorical) {
      String[][] labels =
          categorical.stream().map(name -> array(categories(name))).toArray(String[][]::new);
      return new StringIndexerModel("categories", labels)
          .setInputCols(array(categorical))
          .setOutputCols(prefixed("__place_", categorical))
          .setHandleInvalid("keep");
    }

    private Transformer parts(List<String> categorical) {
      int[] sizes = categorical.stream().mapToInt(name -> categories(name).size() + 1).toArray();
      return new OneHotEncoderModel("parts", sizes)
          .setInputCols(prefixed("__place_", categorical))
          .setOutputCols(prefixed("__parts_", categorical))
          .setDropLast(true);
    }

    private List<String> categories(String name) {
      return statistics.categories().getOrDefault(name, List.of());
    }

    private FeaturePipeline assembled() {
      List<String> inputs = new ArrayList<>();
      List<VectorSlot> slots = new ArrayList<>();
      int largest = 0;
      for (int i = 0; i < features.size(); i++) {
        String feature = features.get(i).name();
        if (features.get(i).kind() == Feature.Kind.CATEGORICAL) {
          List<String> categories = categories(names.get(i));
          inputs.add((trees ? "__place_" : "__parts_") + i);
          if (trees) {
            slots.add(new VectorSlot(feature, feature));
            largest = Math.max(largest, categories.size() + 1);
          } else {
            categories.forEach(each -> slots.add(new VectorSlot(feature, feature + " = " + each)));
          }
          continue;
        }
        inputs.add("__value_" + i);
        slots.add(new VectorSlot(feature, feature));
        if (statistics.missing().contains(names.get(i))) {
          inputs.add("__missing_" + i);
          slots.add(new VectorSlot(feature, feature + " is missing"));
        }
      }
      stages.add(
          new VectorAssembler("features")
              .setInputCols(array(inputs))
              .setOutputCol(MllibColumns.FEATURES));
      return new FeaturePipeline(stages, slots, largest);
    }
  }
}
