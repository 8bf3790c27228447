package io.propensity.algorithm.mllib;

import io.propensity.run.ConfigurationException;
import io.propensity.text.CloseNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The parameters of an MLlib estimator by MLlib's own names, or those in small letters with
 * underscores: {@code maxDepth} or {@code max_depth}. They are found by asking the estimator, but
 * for those that name columns or that the platform sets itself.
 */
final class LibraryParameters {

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "threshold", "say evaluation.threshold",
          "thresholds", "say evaluation.threshold",
          "weightCol", "say weight",
          "labelCol", "say label",
          "featuresCol", "say numeric and categorical",
          "validationIndicatorCol", "the validation split is used");

  private static final Set<String> COLUMNS =
      Set.of("predictionCol", "probabilityCol", "rawPredictionCol", "leafCol", "varianceCol");

  private final String algorithm;
  private final Params estimator;
  private final Map<String, Param<?>> open = new TreeMap<>();

  LibraryParameters(String algorithm, Params estimator) {
    this.algorithm = algorithm;
    this.estimator = estimator;
    for (Param<?> param : estimator.params()) {
      boolean bounds = param.name().contains("BoundsOn"); // matrices over slots of the vector
      if (!ELSEWHERE.containsKey(param.name()) && !COLUMNS.contains(param.name()) && !bounds) {
        open.put(param.name(), param);
      }
    }
  }

  /**
   * Sets what is given.
   *
   * @throws ConfigurationException for an unknown name, or a value of another type or out of bounds
   */
  void set(Map<String, Object> given) {
    Map<String, String> written = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          Param<?> param = find(name);
          String before = written.put(param.name(), name);
          if (before != null) {
            throw new ConfigurationException(
                "algorithm.params: %s and %s are the same parameter".formatted(before, name));
          }
          set(name, param, value);
        });
  }

  /** All values as they are now, by MLlib's names: numbers, booleans and texts. */
  Map<String, Object> effective() {
    Map<String, Object> values = new TreeMap<>();
    open.forEach(
        (name, param) -> {
          scala.Option<?> value = estimator.get(param);
          scala.Option<?> set = value.isDefined() ? value : estimator.getDefault(param);
          if (set.isDefined()) {
            values.put(name, set.get());
          }
        });
    return values;
  }

  private Param<?> find(String name) {
    Optional<Param<?>> found =
        open.values().stream()
            .filter(param -> param.name().equals(name) || snake(param.name()).equals(name))
            .findFirst()
            .map(param -> param);
    return found.orElseThrow(() -> unknown(name));
  }

  private ConfigurationException unknown(String name) {
    Optional<String> elsewhere =
        ELSEWHERE.entrySet().stream()
            .filter(entry -> entry.getKey().equals(name) || snake(entry.getKey()).equals(name))
            .map(Map.Entry::getValue)
            .findFirst();
    if (elsewhere.isPresent()) {
      return new ConfigurationException(
          "algorithm.params.%s is not set here: %s in pipeline.yaml"
              .formatted(name, elsewhere.get()));
    }
    boolean underscores = name.contains("_");
    List<String> names =
        open.keySet().stream().map(each -> underscores ? snake(each) : each).toList();
    List<String> close = CloseNames.to(name, names);
    return new ConfigurationException(
        "algorithm.params: unknown parameter '%s'%s; those of %s are %s"
            .formatted(
                name,
                close.isEmpty() ? "" : ": did you mean " + String.join(" or ", close) + "?",
                algorithm,
                String.join(", ", names)));
  }

  private <T> void set(String name, Param<T> param, Object value) {
    @SuppressWarnings("unchecked") // The type was asked of the parameter itself.
    T typed = (T) typed(name, param, value);
    try {
      estimator.set(param, typed);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "algorithm.params.%s '%s' is not allowed: %s"
              .formatted(name, value, param.doc().strip().replaceFirst("\\.$", "")),
          e);
    }
  }

  private static Object typed(String name, Param<?> param, Object value) {
    if (param instanceof BooleanParam) {
      return value instanceof Boolean ? value : refuse(name, value, "true or false");
    }
    if (param instanceof IntParam) {
      return whole(value) && ((Number) value).longValue() == ((Number) value).intValue()
          ? ((Number) value).intValue()
          : refuse(name, value, "a whole number of 32 bits");
    }
    if (param instanceof LongParam) {
      return whole(value) ? ((Number) value).longValue() : refuse(name, value, "a whole number");
    }
    if (param instanceof DoubleParam) {
      return value instanceof Number number
          ? (Object) number.doubleValue()
          : refuse(name, value, "a number");
    }
    // MLlib's only other kind that is open is text; featureSubsetStrategy takes numbers as text.
    return value instanceof String || value instanceof Number
        ? value.toString()
        : refuse(name, value, "a text");
  }

  private static boolean whole(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Short;
  }

  private static Object refuse(String name, Object value, String wanted) {
    String kind =
        value instanceof String ? "the text '%s'" : value instanceof List ? "the list %s" : "%s";
    throw new ConfigurationException(
        "algorithm.params.%s is %s; it must be %s".formatted(name, kind.formatted(value), wanted));
  }

  /** {@code max_memory_in_mb} of {@code maxMemoryInMB}. */
  static String snake(String camel) {
    return Arrays.stream(camel.split("(?<=[a-z])(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("_"));
  }
}
