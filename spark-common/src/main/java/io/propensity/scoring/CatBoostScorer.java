package io.propensity.scoring;

import ai.catboost.CatBoostModel;
import io.propensity.model.Feature;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores a {@link FeatureTable} with a binary CatBoost model: the score is the probability of the
 * positive class, the logistic function of the model's raw value. Rows go through CatBoost's batch
 * call; the model is broadcast once, and {@link #close} takes it back.
 */
public final class CatBoostScorer implements AutoCloseable {

  /** The column that scoring adds: DOUBLE in [0, 1]. */
  public static final String SCORE = "prediction_score";

  private static final int BATCH = 1024;

  private final Broadcast<ModelBytes> model;
  private final List<Feature> features;
  private final boolean positiveIsFirst;

  private CatBoostScorer(
      Broadcast<ModelBytes> model, List<Feature> features, boolean positiveIsFirst) {
    this.model = model;
    this.features = List.copyOf(features);
    this.positiveIsFirst = positiveIsFirst;
  }

  /**
   * Loads the model once on the driver to check it, and broadcasts it.
   *
   * @param name names the model in messages
   * @param cbm the content of {@code model.cbm}
   * @param features in the model's order
   * @param classes the two classes in the model's order
   * @throws ContractException when the file is no CatBoost model or has other features
   */
  public static CatBoostScorer load(
      SparkSession spark,
      String name,
      byte[] cbm,
      List<Feature> features,
      List<String> classes,
      String positiveClass) {
    ModelBytes bytes = new ModelBytes(name, cbm);
    requireFeatures(name, bytes.model(), features);
    return new CatBoostScorer(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(bytes),
        features,
        classes.indexOf(positiveClass) == 0);
  }

  /**
   * Scores every row.
   *
   * @param kept the columns of {@code featureTable} that the result carries along
   * @return {@code kept} and {@link #SCORE}, as many rows as came in, in their order
   */
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> kept) {
    List<Column> columns = new ArrayList<>();
    kept.forEach(name -> columns.add(featureTable.col(FeatureTable.quoted(name))));
    columns.addAll(FeatureTable.vector(featureTable, features));
    Dataset<Row> vectors = featureTable.select(columns.toArray(Column[]::new));
    StructType scored = new StructType();
    for (int i = 0; i < kept.size(); i++) {
      scored = scored.add(vectors.schema().fields()[i]);
    }
    scored = scored.add(SCORE, DataTypes.DoubleType, false);
    return vectors.mapPartitions(
        new Score(model, new VectorLayout(kept.size(), features), positiveIsFirst),
        Encoders.row(scored));
  }

  /** Takes the model back from the executors. */
  @Override
  public void close() {
    model.destroy();
  }

  private static void requireFeatures(String name, CatBoostModel model, List<Feature> features) {
    List<String> wanted = features.stream().map(Feature::name).toList();
    List<String> found = List.of(model.getFeatureNames());
    if (!found.equals(wanted)) {
      throw new ContractException(
          "%s has the features %s, its manifest says %s: publish the model again"
              .formatted(name, found, wanted));
    }
    if (model.getPredictionDimension() != 1) {
      throw new ContractException(
          "%s gives %d values a row; a binary model gives one"
              .formatted(name, model.getPredictionDimension()));
    }
  }

  /** What executors run; it carries the model's handle and the places of its features, no more. */
  private record Score(Broadcast<ModelBytes> model, VectorLayout layout, boolean positiveIsFirst)
      implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      return new ScoredRows(rows, model.value().model(), layout, BATCH, positiveIsFirst);
    }
  }
}
