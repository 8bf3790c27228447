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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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

  private CatBoostScorer(
      Broadcast<ModelBytes> model, List<Feature> features, ModelOutput output, CategoryText text) {
    this.model = model;
    this.features = List.copyOf(features);
    this.output = output;
    this.text = text;
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
        text);
  }

  @Override
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> kept) {
    Dataset<Row> vectors = vectors(featureTable, kept);
    StructType columns = vectors.schema();
    JavaRDD<InternalRow> scored =
        InternalRows.of(vectors)
            .mapPartitions(
                new Score(model, columns, new VectorLayout(kept.size(), features, text), output),
                true);
    StructType schema = columns;
    for (StructField field : output.columns().fields()) {
      schema = schema.add(field);
    }
    Dataset<Row> rows = InternalRows.table(featureTable.sparkSession(), scored, schema);
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      selected.add(rows.col(place(i)).as(kept.get(i)));
    }
    for (String added : output.columns().fieldNames()) {
      selected.add(rows.col(added));
    }
    return rows.select(selected.toArray(Column[]::new));
  }

  /** The kept columns and the features, named by their places: a column may be both. */
  private Dataset<Row> vectors(Dataset<Row> featureTable, List<String> kept) {
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(featureTable.col(FeatureTable.quoted(name))));
    columns.addAll(FeatureTable.vector(featureTable, features, text));
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
    model.destroy();
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
      Broadcast<ModelBytes> model, StructType columns, VectorLayout layout, ModelOutput output)
      implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

    @Override
    public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
      return new ScoredRows(rows, columns, model.value().model(), layout, output, BATCH);
    }
  }
}
