package io.propensity.scoring;

import ai.catboost.CatBoostModel;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Scores a {@link FeatureTable} with a CatBoost model. Spark's internal rows go into the arrays of
 * CatBoost's batch call and come back as internal rows, without an object a value; the model is
 * broadcast once, and {@link #close} takes it back.
 */
public final class CatBoostScorer implements Scorer {

  private static final int BATCH = 1024;

  private final Broadcast<ModelBytes> model;
  private final List<Feature> features;
  private final ModelOutput output;
  private final CategoryText text;
  private final @Nullable Broadcast<ShapValueModel> shap;

  private CatBoostScorer(
      Broadcast<ModelBytes> model,
      List<Feature> features,
      ModelOutput output,
      CategoryText text,
      @Nullable Broadcast<ShapValueModel> shap) {
    this.model = model;
    this.features = List.copyOf(features);
    this.output = output;
    this.text = text;
    this.shap = shap;
  }

  /**
   * Loads the model once on the driver to check it, and broadcasts it.
   *
   * @param name names the model in messages
   * @param cbm the content of {@code model.cbm}
   * @param features in the model's order
   * @throws ContractException when the file is no CatBoost model or has other features or outputs
   */
  public static CatBoostScorer load(
      SparkSession spark, String name, byte[] cbm, List<Feature> features, ModelOutput output) {
    return load(spark, name, cbm, features, output, CategoryText.CURRENT);
  }

  /** As above, for a model that was trained with another text of categories. */
  public static CatBoostScorer load(
      SparkSession spark,
      String name,
      byte[] cbm,
      List<Feature> features,
      ModelOutput output,
      CategoryText text) {
    ModelBytes bytes = new ModelBytes(name, cbm);
    requireModel(name, bytes.model(), features, output);
    return new CatBoostScorer(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bytes),
        features,
        output,
        text,
        null);
  }

  /**
   * The same scorer, which adds {@link Scorer#EXPLANATION} to the scores. The model stays with this
   * one: close the other first.
   *
   * @param name names what explains in messages
   */
  public CatBoostScorer explaining(SparkSession spark, String name, ShapTrees trees) {
    ShapValueModel values = ShapValueModel.of(name, trees);
    return new CatBoostScorer(
        model,
        features,
        output,
        text,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(values));
  }

  /** The column {@link Scorer#EXPLANATION}. */
  public static StructField explanationField() {
    return new StructField(EXPLANATION, Explanation.TYPE, true, Metadata.empty());
  }

  @Override
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> kept) {
    return score(featureTable, kept, kept, null);
  }

  /**
   * Out of the arrays that are made for the model, unless those hold other texts than are counted.
   */
  @Override
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> key, ScoreTally tally) {
    if (!text.equals(CategoryText.CURRENT)) {
      return tally.over(score(featureTable, ScoreTally.kept(key, features)), key);
    }
    List<String> kept = new ArrayList<>(key);
    kept.add(FeatureTable.REJECTED);
    return score(featureTable, kept, key, new Counting(key.size(), tally.tallies()));
  }

  private Dataset<Row> score(
      Dataset<Row> featureTable,
      List<String> kept,
      List<String> shown,
      @Nullable Counting counting) {
    Dataset<Row> vectors = vectors(featureTable, kept);
    StructType columns = vectors.schema();
    VectorLayout layout = new VectorLayout(kept.size(), columns, features, text);
    JavaRDD<InternalRow> scored =
        InternalRows.of(vectors)
            .mapPartitions(
                new Score(model, shap, columns, layout, features, output, counting), true);
    StructType added = added();
    StructType schema = new StructType();
    for (int place : layout.carriedPlaces(counting != null)) {
      schema = schema.add(columns.fields()[place]);
    }
    for (StructField field : added.fields()) {
      schema = schema.add(field);
    }
    Dataset<Row> rows = InternalRows.table(featureTable.sparkSession(), scored, schema);
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      selected.add(rows.col(place(i)).as(shown.get(i)));
    }
    for (String name : added.fieldNames()) {
      selected.add(rows.col(name));
    }
    return rows.select(selected.toArray(Column[]::new));
  }

  private StructType added() {
    StructType scores = output.columns();
    return shap == null ? scores : scores.add(explanationField());
  }

  /** The kept columns and the features, named by their places: a column may be both. */
  private Dataset<Row> vectors(Dataset<Row> featureTable, List<String> kept) {
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(featureTable.col(FeatureTable.quoted(name))));
    columns.addAll(FeatureTable.readable(featureTable, features, text));
    for (int i = 0; i < columns.size(); i++) {
      columns.set(i, columns.get(i).as(place(i)));
    }
    return featureTable.select(columns.toArray(Column[]::new));
  }

  private static String place(int i) {
    return "_" + i;
  }

  @Override
  public void close() {
    if (shap == null) {
      model.destroy();
    } else {
      shap.destroy();
    }
  }

  private static void requireModel(
      String name, CatBoostModel model, List<Feature> features, ModelOutput output) {
    List<String> wanted = features.stream().map(Feature::name).toList();
    List<String> found = List.of(model.getFeatureNames());
    if (!found.equals(wanted)) {
      throw new ContractException(
          "%s has the features %s, its manifest says %s: publish the model again"
              .formatted(name, found, wanted));
    }
    if (model.getPredictionDimension() != output.dimension()) {
      throw new ContractException(
          "%s gives %d values a row; a %s model with the classes %s gives %d"
              .formatted(
                  name,
                  model.getPredictionDimension(),
                  output.task().name().toLowerCase(Locale.ROOT),
                  output.classes(),
                  output.dimension()));
    }
  }

  /** What executors run; it carries the model's handle and the places of its features, no more. */
  private record Score(
      Broadcast<ModelBytes> model,
      @Nullable Broadcast<ShapValueModel> shap,
      StructType columns,
      VectorLayout layout,
      List<Feature> features,
      ModelOutput output,
      @Nullable Counting counting)
      implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      ShapValueModel explaining = shap == null ? null : shap.value();
      ScoredBatch scores = ScoredBatch.of(model.value(), explaining, output, features, BATCH);
      RowCounts counts = counting == null ? null : counting.of(layout.carried(), features);
      return new ScoredRows(rows, columns, layout, scores, counts, BATCH);
    }
  }
}
