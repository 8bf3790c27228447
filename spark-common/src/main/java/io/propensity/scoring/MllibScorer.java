package io.propensity.scoring;

import io.propensity.artifact.VerifiedFiles;
import io.propensity.model.Calibration;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.shap.MllibShap;
import io.propensity.scoring.shap.ShapValues;
import io.propensity.scoring.shap.SlotMeans;
import io.propensity.scoring.shap.UnexplainableModelException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.ClassificationModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Scores a {@link FeatureTable} with an MLlib pipeline, which takes {@link MllibColumns}. Its last
 * stage gives a probability for each class, the negative class first, or a regression's value.
 */
public final class MllibScorer implements Scorer {

  private static final String KEPT = "__kept_";

  private final PipelineModel model;
  private final List<Feature> features;
  private final ModelOutput output;
  private final @Nullable UserDefinedFunction calibrated;
  private final @Nullable Broadcast<ShapValues> shap;

  private MllibScorer(
      PipelineModel model,
      List<Feature> features,
      ModelOutput output,
      @Nullable Broadcast<ShapValues> shap) {
    this.shap = shap;
    this.model = model;
    this.features = List.copyOf(features);
    this.output = output;
    Calibration calibration = output.calibration();
    this.calibrated =
        calibration == null
            ? null
            : functions.udf((UDF1<Double, Double>) calibration::apply, DataTypes.DoubleType);
  }

  /**
   * Loads the pipeline, which takes some short Spark jobs.
   *
   * @param name names the model in messages
   * @param files what {@code spark-model/} holds
   * @param features in the model's order
   * @throws ContractException when the files are not those of such a model
   */
  public static MllibScorer load(
      SparkSession spark,
      String name,
      VerifiedFiles files,
      List<Feature> features,
      ModelOutput output) {
    PipelineModel model = MllibModelFiles.load(spark, name, files);
    requireModel(name, model, output);
    return new MllibScorer(scoring(model), features, output, null);
  }

  /**
   * The same scorer, which adds {@link Scorer#EXPLANATION} to the scores.
   *
   * @param means of a linear model; null where training has not left them
   * @throws UnexplainableModelException when there are no exact values for such a model
   */
  public MllibScorer explaining(SparkSession spark, @Nullable SlotMeans means) {
    String positive = output.positiveClass();
    ShapValues values =
        MllibShap.of(
            model,
            features.size(),
            positive == null ? -1 : output.classes().indexOf(positive),
            means);
    return new MllibScorer(
        model,
        features,
        output,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(values));
  }

  @Override
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> kept) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      columns.add(featureTable.col(FeatureTable.quoted(kept.get(i))).as(KEPT + i));
    }
    columns.addAll(MllibColumns.of(featureTable, features));
    Dataset<Row> scored = model.transform(featureTable.select(columns.toArray(Column[]::new)));
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      selected.add(scored.col(KEPT + i).as(kept.get(i)));
    }
    selected.addAll(scores(scored));
    if (shap != null) {
      selected.add(
          new MllibExplanation(
                  shap, Explanation.ofScores(features), output.task() == Task.MULTICLASS)
              .of(scored));
    }
    return scored.select(selected.toArray(Column[]::new));
  }

  @Override
  public Dataset<Row> score(Dataset<Row> featureTable, List<String> key, ScoreTally tally) {
    return tally.over(score(featureTable, ScoreTally.kept(key, features)), key);
  }

  /** Nothing but what explains is held outside this object. */
  @Override
  public void close() {
    if (shap != null) {
      shap.destroy();
    }
  }

  private List<Column> scores(Dataset<Row> scored) {
    if (output.task() == Task.REGRESSION) {
      return List.of(scored.col(MllibColumns.PREDICTION).as(SCORE));
    }
    Column all =
        org.apache.spark.ml.functions.vector_to_array(
            scored.col(MllibColumns.PROBABILITY), "float64");
    if (output.task() == Task.BINARY) {
      int positive = output.classes().indexOf(output.positiveClass());
      Column score = all.getItem(positive);
      return List.of((calibrated == null ? score : calibrated.apply(score)).as(SCORE));
    }
    Column classes = functions.lit(output.classes().toArray(String[]::new));
    Column top = functions.array_max(all);
    Column place = functions.array_position(all, top);
    return List.of(
        top.as(SCORE),
        functions.element_at(classes, place.cast(DataTypes.IntegerType)).as(PREDICTED_CLASS),
        all.as(CLASS_PROBABILITIES));
  }

  /** The same pipeline without the columns that no score is made of. */
  private static PipelineModel scoring(PipelineModel model) {
    Transformer[] stages = model.stages().clone();
    int last = stages.length - 1;
    if (stages[last] instanceof ProbabilisticClassificationModel<?, ?> classifier) {
      ProbabilisticClassificationModel<?, ?> copy =
          (ProbabilisticClassificationModel<?, ?>)
              classifier.copy(org.apache.spark.ml.param.ParamMap.empty());
      copy.setRawPredictionCol("");
      copy.setPredictionCol("");
      stages[last] = copy;
    }
    return new PipelineModel(model.uid(), stages);
  }

  private static void requireModel(String name, PipelineModel model, ModelOutput output) {
    Transformer last = model.stages()[model.stages().length - 1];
    int values =
        last instanceof ClassificationModel<?, ?> classifier
            ? classifier.numClasses()
            : last instanceof PredictionModel<?, ?> ? 1 : 0;
    int wanted = output.task() == Task.REGRESSION ? 1 : output.classes().size();
    if (values != wanted) {
      throw new ContractException(
          "%s ends with %s, which gives %d values a row; its task and its classes %s want %d"
              .formatted(name, last.getClass().getSimpleName(), values, output.classes(), wanted));
    }
  }
}
