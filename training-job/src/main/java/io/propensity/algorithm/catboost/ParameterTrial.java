package io.propensity.algorithm.catboost;

import io.propensity.algorithm.WorkDirectory;
import io.propensity.catboost.CatBoostException;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostParameters;
import io.propensity.catboost.CatBoostTarget;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.catboost.TrainerUnavailableException;
import io.propensity.expression.ColumnType;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Asks CatBoost whether it takes a pipeline's parameters, before any work: which values go together
 * only it knows, and it refuses wrong ones for made-up rows as well.
 */
final class ParameterTrial {

  private static final int ROWS = 200;
  private static final int TREES = 2;

  /** Of so few rows a smaller share may be none, which CatBoost would refuse. */
  private static final double LEAST_SUBSAMPLE = 0.5;

  /** Parameters that may name features as the keys of a map. */
  private static final List<String> BY_FEATURE =
      List.of(
          "monotone_constraints",
          "feature_weights",
          "first_feature_use_penalties",
          "per_object_feature_penalties");

  private final Pipeline pipeline;
  private final Map<String, Object> params;

  private ParameterTrial(Pipeline pipeline, Map<String, Object> params) {
    this.pipeline = pipeline;
    this.params = params;
  }

  /**
   * Trains two trees on random rows with the pipeline's features.
   *
   * @throws ConfigurationException with CatBoost's words, when it refuses; or when there is no
   *     trainer for this machine
   */
  static void require(Pipeline pipeline, Map<String, Object> params) {
    try (WorkDirectory work = WorkDirectory.create()) {
      CatBoostFit fit = new ParameterTrial(pipeline, params).fit(work.path());
      CatBoostTrainer.train(fit, line -> {}, step -> {});
    } catch (TrainerUnavailableException e) {
      throw new ConfigurationException("Cannot train here: " + e.getMessage(), e);
    } catch (CatBoostException e) {
      throw new ConfigurationException(
          "CatBoost refuses algorithm.params of pipeline.yaml: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the files of the parameters' trial", e);
    }
  }

  private CatBoostFit fit(Path directory) throws IOException {
    List<Feature> features = features();
    List<String> names = features.stream().map(Feature::name).toList();
    CatBoostParameters parameters =
        CatBoostParameters.of(target(), names, known(), pipeline.split().seedOrDefault());
    LearnLayout layout = LearnLayout.of(features, parameters.labels(), false);
    Path description = directory.resolve("columns.tsv");
    layout.describe(description);
    Path rows =
        Files.writeString(directory.resolve("rows.tsv"), rows(features, parameters.labels()));
    CatBoostParameters small = parameters.with("iterations", TREES);
    if (small.values().get("subsample") instanceof Number share) {
      small = small.with("subsample", Math.max(share.doubleValue(), LEAST_SUBSAMPLE));
    }
    Optional<Path> eval =
        pipeline.split().validationShare() > 0 ? Optional.of(rows) : Optional.empty();
    return CatBoostFit.of(rows, eval, description, names, small, directory);
  }

  /**
   * Which classes the data have is not known yet: those that the pipeline names, or made-up ones.
   */
  private CatBoostTarget target() {
    if (pipeline.task() == Task.REGRESSION) {
      return CatBoostTarget.regression();
    }
    Object weights = params.get("class_weights");
    Set<String> names = new LinkedHashSet<>(pipeline.label().classes());
    if (weights instanceof Map<?, ?> map) {
      map.keySet().forEach(name -> names.add(String.valueOf(name)));
    }
    int wanted =
        pipeline.task() == Task.BINARY
            ? 2
            : weights instanceof List<?> list ? list.size() : Math.max(2, names.size());
    for (int i = 0; names.size() < wanted; i++) {
      names.add("class-" + i);
    }
    return new CatBoostTarget(pipeline.task(), names.stream().limit(wanted).toList());
  }

  /** Without the lists that say something of each feature, while patterns stand for features. */
  private Map<String, Object> known() {
    Map<String, Object> known = new LinkedHashMap<>(params);
    if (hasPatterns()) {
      BY_FEATURE.forEach(
          name ->
              known.computeIfPresent(name, (key, value) -> value instanceof Map ? value : null));
      known.remove("ignored_features");
      known.remove("per_feature_ctr");
      known.remove("per_float_feature_quantization");
    }
    return known;
  }

  private boolean hasPatterns() {
    return Stream.concat(pipeline.numeric().stream(), pipeline.categorical().stream())
        .anyMatch(name -> name.contains("*"));
  }

  /** By name and kind; of what type a column is, which CatBoost is never told, is not known yet. */
  private List<Feature> features() {
    Set<String> numeric = new LinkedHashSet<>(pipeline.numeric());
    if (hasPatterns()) {
      for (String parameter : BY_FEATURE) {
        if (params.get(parameter) instanceof Map<?, ?> map) {
          map.keySet().forEach(name -> numeric.add(String.valueOf(name)));
        }
      }
      numeric.removeAll(pipeline.categorical());
    }
    List<Feature> features = new ArrayList<>();
    numeric.forEach(
        name -> features.add(new Feature(name, ColumnType.NUMBER, Feature.Kind.NUMERIC)));
    pipeline
        .categorical()
        .forEach(
            name -> features.add(new Feature(name, ColumnType.STRING, Feature.Kind.CATEGORICAL)));
    return features;
  }

  private static String rows(List<Feature> features, List<String> labels) {
    Random random = new Random(1);
    return IntStream.range(0, ROWS)
        .mapToObj(row -> row(row, features, labels, random))
        .collect(Collectors.joining());
  }

  private static String row(int row, List<Feature> features, List<String> labels, Random random) {
    StringBuilder text = new StringBuilder();
    if (labels.isEmpty()) {
      text.append(1 + random.nextFloat());
    } else {
      text.append(labels.get(row % labels.size()));
    }
    for (Feature feature : features) {
      text.append('\t');
      if (feature.kind() == Feature.Kind.NUMERIC) {
        text.append(random.nextFloat());
      } else {
        text.append(random.nextBoolean() ? 'a' : 'b');
      }
    }
    return text.append('\n').toString();
  }
}
