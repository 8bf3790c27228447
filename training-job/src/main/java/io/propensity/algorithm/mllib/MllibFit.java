package io.propensity.algorithm.mllib;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.LearningCurve;
import io.propensity.job.Progress;
import io.propensity.json.Json;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.MllibColumns;
import io.propensity.scoring.shap.SlotMeans;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.tree.TreeEnsembleModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fit: the rows in their order, the pipeline before the model, the model, what it says. */
final class MllibFit {

  private static final Logger LOG = LoggerFactory.getLogger(MllibFit.class);

  /** A forest of classes counts, and counts add up alike in any order. */
  private static final long ROWS_A_PARTITION = 50_000;

  /** Sums of other numbers do not: up to here they are made in one partition, in one order. */
  private static final long ROWS_IN_ONE_PARTITION = 500_000;

  private final Learner learner;
  private final Predictor<?, ?, ?> estimator;
  private final boolean seeded;
  private final Map<String, Double> classWeights;

  /**
   * A fit with an estimator of its own.
   *
   * @param seeded whether the estimator's seed was given, otherwise it is the training set's
   * @param classWeights by class; empty where all count alike
   */
  MllibFit(
      Learner learner,
      Predictor<?, ?, ?> estimator,
      boolean seeded,
      Map<String, Double> classWeights) {
    this.learner = learner;
    this.estimator = estimator;
    this.seeded = seeded;
    this.classWeights = classWeights;
  }

  FittedModel run(TrainingSet set, Path directory) {
    return Progress.during(
        set.rows().sparkSession().sparkContext(),
        "Training " + learner.label(),
        () -> fitted(set, directory));
  }

  private FittedModel fitted(TrainingSet set, Path directory) {
    long rows = set.counts().rows(SplitName.TRAIN);
    boolean validates = learner == Learner.GBT && set.validates();
    Dataset<Row> ordered =
        OrderedRows.of(set, classWeights, validates, partitions(set, rows))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ColumnStatistics statistics = statistics(set, ordered, rows);
      FeaturePipeline pipeline =
          FeaturePipeline.of(
              ordered.sparkSession(), set.columns().features(), statistics, learner.trees());
      Dataset<Row> vectors = vectors(ordered, pipeline);
      configure(set, pipeline, validates);
      LOG.info(
          "{} trains on Spark with {} rows of {} slots",
          learner.label(),
          rows,
          pipeline.slots().size());
      return fitted(fit(vectors), set, statistics, pipeline, vectors, directory);
    } finally {
      ordered.unpersist();
    }
  }

  private int partitions(TrainingSet set, long rows) {
    boolean counts =
        learner == Learner.RANDOM_FOREST && set.task() != Task.REGRESSION && !weighted(set);
    if (counts) {
      return parts(rows, ROWS_A_PARTITION);
    }
    return rows <= ROWS_IN_ONE_PARTITION ? 1 : parts(rows, ROWS_IN_ONE_PARTITION / 2);
  }

  private boolean weighted(TrainingSet set) {
    return set.weighted() || !classWeights.isEmpty();
  }

  private static int parts(long rows, long each) {
    return Math.toIntExact(1 + (rows - 1) / each);
  }

  private ColumnStatistics statistics(TrainingSet set, Dataset<Row> ordered, long rows) {
    List<Feature> features = set.columns().features();
    int bound = learner.trees() ? FeaturePipeline.MOST_PLACES : FeaturePipeline.MOST_PARTS;
    return ColumnStatistics.of(
        ordered.filter(functions.not(functions.col(OrderedRows.VALIDATES))),
        rows,
        names(features, Feature.Kind.NUMERIC),
        names(features, Feature.Kind.CATEGORICAL),
        // MLlib wants no more bins than rows, and each category is one, those not told apart too.
        (int) Math.max(1, Math.min(bound, rows - 1)));
  }

  private static List<String> names(List<Feature> features, Feature.Kind kind) {
    List<String> names = MllibColumns.names(features);
    return IntStream.range(0, features.size())
        .filter(i -> features.get(i).kind() == kind)
        .mapToObj(names::get)
        .toList();
  }

  private static Dataset<Row> vectors(Dataset<Row> ordered, FeaturePipeline pipeline) {
    Dataset<Row> vectors = ordered;
    for (Transformer stage : pipeline.stages()) {
      vectors = stage.transform(vectors);
    }
    return vectors.select(
        MllibColumns.FEATURES, OrderedRows.LABEL, OrderedRows.WEIGHT, OrderedRows.VALIDATES);
  }

  /** What follows from the rows and is not the user's to say. */
  private void configure(TrainingSet set, FeaturePipeline pipeline, boolean validates) {
    if (weighted(set)) {
      put("weightCol", OrderedRows.WEIGHT);
    }
    if (validates) {
      put("validationIndicatorCol", OrderedRows.VALIDATES);
    }
    if (!seeded && estimator.hasParam("seed")) {
      put("seed", set.seed());
    }
    if (estimator.hasParam("maxBins")) {
      int bins = (Integer) estimator.getOrDefault(estimator.getParam("maxBins"));
      put("maxBins", Math.max(bins, pipeline.largest()));
    }
  }

  private void put(String name, Object value) {
    Param<Object> param = estimator.getParam(name);
    estimator.set(param, value);
  }

  private Model<?> fit(Dataset<Row> vectors) {
    try {
      return (Model<?>) estimator.fit(vectors);
    } catch (IllegalArgumentException e) {
      throw new ContractException(
          "%s cannot train: %s; see the data of the features table, or algorithm.params in pipeline.yaml"
              .formatted(
                  learner.label(),
                  String.valueOf(e.getMessage()).replace("requirement failed: ", "")),
          e);
    }
  }

  private FittedModel fitted(
      Model<?> model,
      TrainingSet set,
      ColumnStatistics statistics,
      FeaturePipeline pipeline,
      Dataset<Row> vectors,
      Path directory) {
    List<Transformer> stages = new ArrayList<>(pipeline.stages());
    stages.add(model);
    SparkSession spark = vectors.sparkSession();
    Dataset<Row> train = vectors.filter(functions.not(functions.col(OrderedRows.VALIDATES)));
    Map<String, Object> parameters = new LibraryParameters(learner.label(), estimator).effective();
    if (!classWeights.isEmpty()) {
      parameters.put("class_weights", classWeights);
    }
    parameters.put("rows_fitted", set.counts().rows(SplitName.TRAIN));
    String impurity = String.valueOf(parameters.getOrDefault("impurity", ""));
    SavedPipeline.write(
        spark,
        new PipelineModel("pipeline", stages.toArray(Transformer[]::new)),
        artifact(directory).resolve(MllibColumns.FOLDER));
    LOG.info("{} is trained and written by Spark {}", learner.label(), spark.version());
    return new FittedModel(
        Flavor.SPARK_MLLIB,
        artifact(directory),
        parameters,
        parameters.get("seed") instanceof Number seed ? seed.longValue() : set.seed(),
        model instanceof TreeEnsembleModel<?> trees
            ? OptionalInt.of(trees.trees().length)
            : OptionalInt.empty(),
        curve(model, vectors, set.validates()),
        Optional.of(ModelFingerprint.of(statistics, model)),
        learner.trees()
            ? ModelImportances.ofTrees(model, pipeline.slots(), impurity)
            : ModelImportances.ofLinear(model, pipeline.slots(), spread(train, directory)));
  }

  /** How a linear model's rows are spread; leaves the means, which explain single scores. */
  private static SlotSpread spread(Dataset<Row> rows, Path directory) {
    SlotSpread spread = SlotSpread.of(rows);
    writeMeans(spread.means(), artifact(directory));
    return spread;
  }

  private static void writeMeans(Vector means, Path artifact) {
    try {
      Files.write(
          artifact.resolve(SlotMeans.FILE), Json.write(SlotMeans.of(list(means.toArray()))));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write %s in %s".formatted(SlotMeans.FILE, artifact), e);
    }
  }

  private static Path artifact(Path directory) {
    try {
      return Files.createDirectories(directory.resolve("artifact"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory in " + directory, e);
    }
  }

  private static Optional<LearningCurve> curve(
      Model<?> model, Dataset<Row> vectors, boolean validates) {
    if (model instanceof LogisticRegressionModel logistic) {
      double[] history = logistic.summary().objectiveHistory();
      return Optional.of(
          new LearningCurve("objective", list(history), List.of(), history.length - 1));
    }
    if (!(model instanceof GBTClassificationModel) && !(model instanceof GBTRegressionModel)) {
      return Optional.empty();
    }
    Dataset<Row> train = vectors.filter(functions.not(functions.col(OrderedRows.VALIDATES)));
    List<Double> losses = losses(model, train);
    List<Double> others =
        validates ? losses(model, vectors.filter(functions.col(OrderedRows.VALIDATES))) : List.of();
    return Optional.of(
        new LearningCurve(
            model instanceof GBTClassificationModel ? "logistic" : "squared",
            losses,
            others,
            losses.size() - 1));
  }

  private static List<Double> losses(Model<?> model, Dataset<Row> rows) {
    if (model instanceof GBTClassificationModel classifier) {
      return list(classifier.evaluateEachIteration(rows));
    }
    return list(((GBTRegressionModel) model).evaluateEachIteration(rows, "squared"));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
