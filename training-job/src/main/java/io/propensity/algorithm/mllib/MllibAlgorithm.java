package io.propensity.algorithm.mllib;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.model.Task;
import io.propensity.pipeline.ClassWeights;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Fits one of MLlib's learners on Spark, on as many machines as it has. */
public final class MllibAlgorithm implements Algorithm {

  private final String name;
  private final Task task;
  private final Map<String, Object> parameters;
  private final boolean limited;
  private final @Nullable ClassWeights weights;

  /** The algorithm that a pipeline names. */
  public MllibAlgorithm(Pipeline pipeline) {
    this(
        pipeline.algorithm().name(),
        pipeline.task(),
        pipeline.algorithm().params(),
        pipeline.algorithm().maxRows() != null || pipeline.algorithm().samples(),
        pipeline.classWeights());
  }

  /**
   * The algorithm of that name, e.g. {@code random-forest}.
   *
   * @param parameters under MLlib's names, or those with underscores
   */
  public MllibAlgorithm(String name, Task task, Map<String, Object> parameters) {
    this(name, task, parameters, false, null);
  }

  private MllibAlgorithm(
      String name,
      Task task,
      Map<String, Object> parameters,
      boolean limited,
      @Nullable ClassWeights weights) {
    this.name = name;
    this.task = task;
    this.parameters = Map.copyOf(parameters);
    this.limited = limited;
    this.weights = weights;
  }

  @Override
  public Algorithm with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(parameters);
    // The same parameter may be written in the other way there.
    more.keySet().forEach(given -> all.keySet().removeIf(own -> same(own, given)));
    all.putAll(more);
    return new MllibAlgorithm(name, task, all, limited, weights);
  }

  /** Boosting alone stops by the validation split; a forest has the trees that it is told. */
  @Override
  public Optional<String> iterationsParameter() {
    return Learner.of(name, task) == Learner.GBT ? Optional.of("maxIter") : Optional.empty();
  }

  @Override
  public void requireParameters() {
    if (limited) {
      throw new ConfigurationException(
          "algorithm.max_rows and sample bound what goes to the driver; %s trains on Spark, on all rows: leave them out"
              .formatted(name));
    }
    StructType rows =
        new StructType()
            .add("features", SQLDataTypes.VectorType())
            .add(OrderedRows.LABEL, DataTypes.DoubleType)
            .add(OrderedRows.WEIGHT, DataTypes.DoubleType);
    Predictor<?, ?, ?> estimator = estimator();
    try {
      estimator.transformSchema(rows);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "algorithm.params of %s do not go together: %s"
              .formatted(name, String.valueOf(e.getMessage()).replace("requirement failed: ", "")),
          e);
    }
  }

  @Override
  public FittedModel fit(TrainingSet set, Path directory) {
    return new MllibFit(
            Learner.of(name, task), estimator(), parameters.containsKey("seed"), weights(set))
        .run(set, directory);
  }

  /** By class; empty where all count alike. */
  private Map<String, Double> weights(TrainingSet set) {
    return weights == null
        ? Map.of()
        : weights.of(set.classes(), set.counts().counts().getOrDefault(SplitName.TRAIN, List.of()));
  }

  private Predictor<?, ?, ?> estimator() {
    Predictor<?, ?, ?> estimator = Learner.of(name, task).estimator(task);
    new LibraryParameters(name, estimator).set(parameters);
    estimator.setLabelCol(OrderedRows.LABEL);
    return estimator;
  }

  private static boolean same(String one, String other) {
    return LibraryParameters.snake(one).equals(LibraryParameters.snake(other));
  }
}
