package io.propensity.algorithm;

import static org.apache.spark.sql.functions.col;

import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostProgress;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.model.Feature;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ContractException;
import io.propensity.split.FittingRows;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fits a CatBoost model on the driver's machine, on the rows of the train split. */
public final class Fit {

  private static final Logger LOG = LoggerFactory.getLogger(Fit.class);
  private static final int PROGRESS_LINES = 10;

  private final Pipeline pipeline;

  public Fit(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Writes the rows to {@code directory} and trains there; the validation split, where there is
   * one, decides how many trees are kept.
   *
   * @throws ContractException when there are more rows than may go to the driver, or CatBoost,
   *     which has taken the parameters in {@link ParameterTrial}, can make nothing of them
   */
  public FittedModel run(TrainingTable table, Path directory) {
    FittingRows limited = FittingRows.of(table, pipeline);
    List<Feature> columns = table.columns().features();
    boolean validates = limited.counts().rows(SplitName.VALIDATION) > 0;
    try {
      Path learn = file(limited.rows(), columns, SplitName.TRAIN, directory);
      Optional<Path> eval =
          validates
              ? Optional.of(file(limited.rows(), columns, SplitName.VALIDATION, directory))
              : Optional.empty();
      Path description = directory.resolve("columns.tsv");
      LearnFile.describe(columns, description);
      FittedModel model = train(learn, eval, description, directory);
      return model.with(limited.parameters());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the training's files to " + directory, e);
    }
  }

  private FittedModel train(Path learn, Optional<Path> eval, Path description, Path directory) {
    Map<String, String> parameters = parameters(pipeline);
    CatBoostFit fit =
        new CatBoostFit(learn, eval, description, arguments(pipeline), directory, false);
    try {
      CatBoostResult result =
          CatBoostTrainer.train(fit, line -> LOG.info("CatBoost: {}", line), Fit::report);
      LOG.info("CatBoost made a model of {} trees", result.trees());
      long seed = Long.parseLong(parameters.getOrDefault("random_seed", "0"));
      return new FittedModel(result.model(), result.importances(), parameters, seed);
    } catch (CatBoostException e) {
      throw new ContractException(
          "CatBoost cannot train: %s; see the data of the features table, or algorithm.params in pipeline.yaml"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** The pipeline's parameters as the command line of CatBoost's trainer names them. */
  public static Map<String, String> arguments(Pipeline pipeline) {
    Map<String, String> arguments = new LinkedHashMap<>();
    parameters(pipeline).forEach((name, value) -> arguments.put(name.replace('_', '-'), value));
    return arguments;
  }

  private static Map<String, String> parameters(Pipeline pipeline) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("loss_function", "Logloss");
    parameters.put("random_seed", Long.toString(pipeline.split().seed()));
    parameters.putAll(pipeline.algorithm().params());
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

  private static Path file(
      Dataset<Row> features, List<Feature> columns, SplitName split, Path directory)
      throws IOException {
    Path file = directory.resolve(split.label() + ".tsv");
    LearnFile.write(features.filter(col(SplitName.COLUMN).equalTo(split.label())), columns, file);
    return file;
  }
}
