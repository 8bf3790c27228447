package io.propensity.algorithm.catboost;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostProgress;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.pipeline.Pipeline;
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

  private final Pipeline pipeline;

  private final Map<String, Object> params;

  public CatBoostAlgorithm(Pipeline pipeline) {
    this(pipeline, pipeline.algorithm().params());
  }

  private CatBoostAlgorithm(Pipeline pipeline, Map<String, Object> params) {
    this.pipeline = pipeline;
    this.params = params;
  }

  @Override
  public Algorithm with(Map<String, Object> parameters) {
    Map<String, Object> all = new LinkedHashMap<>(params);
    all.putAll(parameters);
    return new CatBoostAlgorithm(pipeline, all);
  }

  @Override
  public void requireParameters() {
    ParameterTrial.require(pipeline, arguments());
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
    List<Feature> columns = set.columns().features();
    try {
      Path learn = file(set, columns, SplitName.TRAIN, directory);
      Optional<Path> eval =
          set.validates()
              ? Optional.of(file(set, columns, SplitName.VALIDATION, directory))
              : Optional.empty();
      Path description = directory.resolve("columns.tsv");
      LearnFile.describe(columns, description);
      FittedModel model = train(learn, eval, description, directory);
      return model.with(limited.parameters());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the training's files to " + directory, e);
    }
  }

  private FittedModel train(Path learn, Optional<Path> eval, Path description, Path directory)
      throws IOException {
    CatBoostFit fit = new CatBoostFit(learn, eval, description, arguments(), directory, false);
    try {
      CatBoostResult result =
          CatBoostTrainer.train(
              fit, line -> LOG.info("CatBoost: {}", line), CatBoostAlgorithm::report);
      LOG.info("CatBoost made a model of {} trees", result.trees());
      Path files = Files.createDirectory(directory.resolve("artifact"));
      Files.move(result.model(), files.resolve(MODEL));
      Map<String, String> parameters = parameters();
      return new FittedModel(
          Flavor.CATBOOST,
          files,
          new LinkedHashMap<>(parameters),
          Long.parseLong(parameters.getOrDefault("random_seed", "0")),
          OptionalInt.of(result.trees()),
          Optional.empty(),
          Optional.empty(),
          Importances.of(
              new Importances.Kind(
                  "prediction_values_change",
                  "Share of the prediction's changes (PredictionValuesChange), %",
                  result.importances())));
    } catch (CatBoostException e) {
      throw new ContractException(
          "CatBoost cannot train: %s; see the data of the features table, or algorithm.params in pipeline.yaml"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The parameters as the command line of CatBoost's trainer names them. */
  private Map<String, String> arguments() {
    Map<String, String> arguments = new LinkedHashMap<>();
    parameters().forEach((name, value) -> arguments.put(name.replace('_', '-'), value));
    return arguments;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("loss_function", "Logloss");
    parameters.put("random_seed", Long.toString(pipeline.split().seedOrDefault()));
    parameters.putAll(CatBoostParameters.of(params));
    return parameters;
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

  private static Path file(TrainingSet set, List<Feature> columns, SplitName split, Path directory)
      throws IOException {
    Path file = directory.resolve(split.label() + ".tsv");
    LearnFile.write(set.of(split), columns, file);
    return file;
  }
}
