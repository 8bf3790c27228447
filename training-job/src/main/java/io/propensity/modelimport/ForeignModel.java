package io.propensity.modelimport;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import io.propensity.json.Json;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .cbm} says of itself.
 *
 * @param features by name in the model's order: how each is taken
 * @param classes in the model's order, as text; empty for a regression
 * @param loss CatBoost's name of the loss function
 * @param trainer the version that trained it
 */
record ForeignModel(
    Task task,
    Map<String, Feature.Kind> features,
    List<String> classes,
    String loss,
    int trees,
    String trainer) {

  private static final Pattern RELEASE = Pattern.compile("tags/v([0-9][0-9.]*)");

  ForeignModel {
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    classes = List.copyOf(classes);
  }

  /**
   * Reads the model.
   *
   * @param name of the file, for messages
   * @throws ContractException when it is no CatBoost model, or one that cannot be scored here
   */
  static ForeignModel of(String name, byte[] cbm) {
    try (CatBoostModel model = CatBoostModel.loadModel(cbm)) {
      requireTabular(name, model);
      Map<String, String> metadata = model.getMetadata();
      String loss = loss(metadata);
      List<String> classes = classes(metadata);
      return new ForeignModel(
          task(name, loss, classes, model.getPredictionDimension()),
          features(model),
          classes,
          loss,
          model.getTreeCount(),
          version(metadata));
    } catch (CatBoostError e) {
      throw new ContractException(
          "%s is no model that CatBoost can load: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void requireTabular(String name, CatBoostModel model) {
    if (model.getUsedTextFeatureCount() > 0 || model.getUsedEmbeddingFeatureCount() > 0) {
      throw new ContractException(
          "%s takes %d text and %d embedding features: a users table has numbers and categories, train the model on those"
              .formatted(
                  name, model.getUsedTextFeatureCount(), model.getUsedEmbeddingFeatureCount()));
    }
  }

  private static Map<String, Feature.Kind> features(CatBoostModel model) {
    Map<String, Feature.Kind> features = new LinkedHashMap<>();
    model.getFeatures().stream()
        .sorted(Comparator.comparingInt(CatBoostModel.Feature::getFlatFeatureIndex))
        .forEach(
            feature ->
                features.put(
                    feature.getName(),
                    feature instanceof CatBoostModel.CatFeature
                        ? Feature.Kind.CATEGORICAL
                        : Feature.Kind.NUMERIC));
    return features;
  }

  private static Task task(String name, String loss, List<String> classes, int dimension) {
    if (classes.isEmpty() && dimension == 1) {
      return Task.REGRESSION;
    }
    if (classes.size() == 2 && dimension == 1) {
      return Task.BINARY;
    }
    if (classes.size() == dimension) {
      return Task.MULTICLASS;
    }
    throw new ContractException(
        "%s gives %d values a row for the classes %s (loss %s): that is neither binary, multiclass nor regression"
            .formatted(name, dimension, classes, loss));
  }

  private static String loss(Map<String, String> metadata) {
    return object(metadata, "params")
        .map(params -> params.get("loss_function"))
        .filter(Map.class::isInstance)
        .map(function -> String.valueOf(((Map<?, ?>) function).get("type")))
        .orElse("unknown");
  }

  /** Classes are numbers or text; {@code 1.0} of a float label is written as 1. */
  private static List<String> classes(Map<String, String> metadata) {
    return object(metadata, "class_params")
        .map(params -> params.get("class_names"))
        .filter(List.class::isInstance)
        .map(names -> ((List<?>) names).stream().map(ForeignModel::text).toList())
        .orElse(List.of());
  }

  private static String text(Object label) {
    return label instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : String.valueOf(label);
  }

  private static String version(Map<String, String> metadata) {
    Matcher tag = RELEASE.matcher(metadata.getOrDefault("catboost_version_info", ""));
    return tag.find() ? tag.group(1) : "unknown";
  }

  private static Optional<Map<?, ?>> object(Map<String, String> metadata, String key) {
    return Optional.ofNullable(metadata.get(key))
        .map(
            json ->
                Json.read(
                    json.getBytes(StandardCharsets.UTF_8), Map.class, "The model's '" + key + "'"));
  }
}
