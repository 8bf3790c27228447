package io.propensity.algorithm.catboost;

import io.propensity.algorithm.WorkDirectory;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.catboost.TrainerUnavailableException;
import io.propensity.expression.ColumnType;
import io.propensity.model.Feature;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Asks CatBoost whether it takes a pipeline's parameters, before any work: which values go together
 * only it knows, and it refuses wrong ones for made-up rows as well.
 */
public final class ParameterTrial {

  private static final int ROWS = 200;
  private static final String TREES = "2";

  /** Of so few rows a smaller share may be none, which CatBoost would refuse. */
  private static final double LEAST_SUBSAMPLE = 0.5;

  private ParameterTrial() {}

  /**
   * Trains two trees on random rows with the pipeline's features.
   *
   * @throws ConfigurationException with CatBoost's words, when it refuses; or when there is no
   *     trainer for this machine
   */
  static void require(Pipeline pipeline, Map<String, String> arguments) {
    try (WorkDirectory work = WorkDirectory.create()) {
      CatBoostTrainer.train(fit(pipeline, arguments, work.path()), line -> {}, step -> {});
    } catch (TrainerUnavailableException e) {
      throw new ConfigurationException("Cannot train here: " + e.getMessage(), e);
    } catch (CatBoostException e) {
      throw new ConfigurationException(
          "CatBoost refuses algorithm.params of pipeline.yaml: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the files of the parameters' trial", e);
    }
  }

  private static CatBoostFit fit(Pipeline pipeline, Map<String, String> arguments, Path directory)
      throws IOException {
    Path description = directory.resolve("columns.tsv");
    LearnFile.describe(features(pipeline), description);
    Path rows = Files.writeString(directory.resolve("rows.tsv"), rows(pipeline));
    Map<String, String> parameters = new LinkedHashMap<>(arguments);
    parameters.put("iterations", TREES);
    parameters.computeIfPresent("subsample", (name, share) -> atLeast(share, LEAST_SUBSAMPLE));
    Optional<Path> eval =
        pipeline.split().validationShare() > 0 ? Optional.of(rows) : Optional.empty();
    return new CatBoostFit(rows, eval, description, parameters, directory, false);
  }

  private static String atLeast(String share, double least) {
    return Double.toString(Math.max(Double.parseDouble(share), least));
  }

  /** By name and kind; of what type a column is, which CatBoost is never told, is not known yet. */
  private static List<Feature> features(Pipeline pipeline) {
    return Stream.concat(
            pipeline.numeric().stream()
                .map(name -> new Feature(name, ColumnType.NUMBER, Feature.Kind.NUMERIC)),
            pipeline.categorical().stream()
                .map(name -> new Feature(name, ColumnType.STRING, Feature.Kind.CATEGORICAL)))
        .toList();
  }

  private static String rows(Pipeline pipeline) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      text.append(random.nextInt(2));
      pipeline.numeric().forEach(name -> text.append('\t').append(random.nextFloat()));
      pipeline
          .categorical()
          .forEach(name -> text.append('\t').append(random.nextBoolean() ? 'a' : 'b'));
      text.append('\n');
    }
    return text.toString();
  }
}
