package io.propensity.algorithm.catboost;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.LearningCurve;
import io.propensity.catboost.CatBoostCurve;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostParameters;
import io.propensity.catboost.CatBoostProgress;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTarget;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.pipeline.ClassWeights;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a CatBoost model on the driver's machine. */
public final class CatBoostAlgorithm implements Algorithm {

  private static final Logger LOG = LoggerFactory.getLogger(CatBoostAlgorithm.class);
  private static final int PROGRESS_LINES = 10;
  private static final String MODEL = "model.cbm";
  private static final String CLASS_WEIGHTS = "class_weights";
  private static final List<String> OWN_WEIGHTS =
      List.of(CLASS_WEIGHTS, "auto_class_weights", "scale_pos_weight");
  private static final String LEARNING_RATE = "learning_rate";

  /** So many rows get SHAP values at most: enough for a mean and a picture. */
  private static final int EXPLAINED_ROWS = 2_000;

  private final Pipeline pipeline;
  private final Map<String, Object> params;
  private final int explainedRows;

  public CatBoostAlgorithm(Pipeline pipeline) {
    this(pipeline, pipeline.algorithm().params(), EXPLAINED_ROWS);
  }

  private CatBoostAlgorithm(Pipeline pipeline, Map<String, Object> params, int explainedRows) {
    this.pipeline = pipeline;
    this.params = params;
    this.explainedRows = explainedRows;
  }

  @Override
  public Algorithm with(Map<String, Object> parameters) {
    Map<String, Object> all = new LinkedHashMap<>(params);
    // The same parameter may be written as a synonym there.
    parameters
        .keySet()
        .forEach(given -> all.keySet().removeIf(own -> CatBoostParameters.same(own, given)));
    all.putAll(parameters);
    return new CatBoostAlgorithm(pipeline, all, explainedRows);
  }

  @Override
  public Optional<String> iterationsParameter() {
    return Optional.of("iterations");
  }

  /** An automatic learning rate is the greater the fewer trees are asked for. */
  @Override
  public Map<String, Object> pace(FittedModel model) {
    Object rate = model.parameters().get(LEARNING_RATE);
    return rate == null ? Map.of() : Map.of(LEARNING_RATE, rate);
  }

  @Override
  public boolean tellsEveryLoss() {
    return true;
  }

  @Override
  public void requireParameters() {
    requireOneWeighing();
    ParameterTrial.require(pipeline, params);
  }

  @Override
  public Algorithm forTrials() {
    return new CatBoostAlgorithm(pipeline, params, 0);
  }

  /**
   * Writes the rows to {@code directory} and trains there; the validation split, where there is
   * one, decides how many trees are kept.
   *
   * @throws ContractException when there are more rows than may go to the driver, or CatBoost,
   *     which has taken the parameters in {@link ParameterTrial}, can make nothing of them
   */
  @Override
  public FittedModel fit(TrainingSet all, Path directory) {
    FittingRows limited = FittingRows.of(all, pipeline.algorithm());
    TrainingSet set = limited.set();
    try {
      return train(set, directory).with(limited.parameters());
    } catch (CatBoostException e) {
      throw new ContractException(
          "CatBoost cannot train: %s; see the data of the features table, or algorithm.params in pipeline.yaml"
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the training's files to " + directory, e);
    }
  }

  /** The pipeline's class weights are CatBoost's own in another place. */
  private void requireOneWeighing() {
    Optional<String> own = OWN_WEIGHTS.stream().filter(params::containsKey).findFirst();
    if (pipeline.classWeights() != null && own.isPresent()) {
      throw new ConfigurationException(
          "class_weights and algorithm.params.%s both say what classes weigh: leave one of them out"
              .formatted(own.get()));
    }
  }

  private static Map<String, Double> weights(ClassWeights wanted, TrainingSet set) {
    return wanted.of(set.classes(), set.counts().counts().getOrDefault(SplitName.TRAIN, List.of()));
  }

  private FittedModel train(TrainingSet set, Path directory) throws IOException {
    ClassWeights wanted = pipeline.classWeights();
    if (wanted == null) {
      return train(set, params, directory);
    }
    Map<String, Object> weighed = new LinkedHashMap<>(params);
    Map<String, Double> weights = weights(wanted, set);
    weighed.put(CLASS_WEIGHTS, weights);
    return train(set, weighed, directory).with(Map.of(CLASS_WEIGHTS, weights));
  }

  private FittedModel train(TrainingSet set, Map<String, Object> params, Path directory)
      throws IOException {
    List<Feature> features = set.columns().features();
    List<String> names = features.stream().map(Feature::name).toList();
    CatBoostParameters parameters =
        CatBoostParameters.of(
            new CatBoostTarget(set.task(), set.classes()), names, params, set.seed());
    LearnLayout layout = LearnLayout.of(features, parameters.labels(), set.weighted());
    LearnFiles files = LearnFiles.write(set, layout, directory);
    CatBoostFit fit =
        CatBoostFit.of(files.learn(), files.eval(), files.columns(), names, parameters, directory)
            .explaining(explainedRows);
    CatBoostResult result =
        CatBoostTrainer.train(
            fit, line -> LOG.info("CatBoost: {}", line), CatBoostAlgorithm::report);
    LOG.info(
        "CatBoost made a model of {} trees in {} s",
        result.trees(),
        result.training().toMillis() / 1000.0);
    Path artifact = Files.createDirectory(directory.resolve("artifact"));
    Files.move(result.model(), artifact.resolve(MODEL));
    return new FittedModel(
        Flavor.CATBOOST,
        artifact,
        EffectiveParameters.of(result.file().info().getOrDefault("params", "{}")),
        parameters.seed(),
        OptionalInt.of(result.trees()),
        curve(result),
        Optional.of(result.file().fingerprint()),
        Explanations.of(result, names));
  }

  /** Of the metric that decides, which CatBoost may have left out on the rows that it learns. */
  private static Optional<LearningCurve> curve(CatBoostResult result) {
    CatBoostCurve curve = result.curve();
    Map<String, List<Double>> deciding = curve.eval().isEmpty() ? curve.learn() : curve.eval();
    return deciding.keySet().stream()
        .findFirst()
        .map(
            metric ->
                new LearningCurve(
                    metric,
                    curve.learn().getOrDefault(metric, List.of()),
                    curve.eval().getOrDefault(metric, List.of()),
                    result.trees() - 1));
  }

  private static void report(CatBoostProgress step) {
    int every = Math.max(1, step.iterations() / PROGRESS_LINES);
    if (step.iteration() % every == 0) {
      LOG.info(
          "CatBoost: tree {} of {}, {}, {} s left",
          step.iteration(),
          step.iterations(),
          step.metrics(),
          step.remaining().toSeconds());
    }
  }
}
