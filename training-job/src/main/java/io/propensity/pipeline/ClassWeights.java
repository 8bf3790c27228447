package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.propensity.json.Schema;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How much the rows of each class count in the fit, times what they count by themselves. */
@Schema(
    """
    {"anyOf": [
      {"const": "balanced"},
      {"type": "object", "minProperties": 2,
       "additionalProperties": {"type": "number", "exclusiveMinimum": 0}}
    ]}
    """)
public sealed interface ClassWeights {

  /**
   * The weight of each class.
   *
   * @param classes in the order of the label's numbers
   * @param rows of the train split, by class
   * @throws ConfigurationException when other classes are named than there are
   */
  Map<String, Double> of(List<String> classes, List<Long> rows);

  /**
   * All classes count alike: rows / (classes * rows of the class), as scikit-learn's {@code
   * class_weight="balanced"}.
   */
  record Balanced() implements ClassWeights {

    @Override
    public Map<String, Double> of(List<String> classes, List<Long> rows) {
      double all = rows.stream().mapToLong(Long::longValue).sum();
      Map<String, Double> weights = new LinkedHashMap<>();
      IntStream.range(0, classes.size())
          .forEach(i -> weights.put(classes.get(i), all / (classes.size() * rows.get(i))));
      return weights;
    }
  }

  /** As they are written, one a class. */
  record Given(Map<String, Double> byClass) implements ClassWeights {

    public Given {
      byClass = Collections.unmodifiableMap(new TreeMap<>(byClass));
    }

    @Override
    public Map<String, Double> of(List<String> classes, List<Long> rows) {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (String name : classes) {
        Double weight = byClass.get(name);
        if (weight != null) {
          weights.put(name, weight);
        }
      }
      if (weights.size() != classes.size() || weights.size() != byClass.size()) {
        throw new ConfigurationException(
            "class_weights names %s, and the classes are %s: write a weight for each of them, or balanced"
                .formatted(byClass.keySet(), classes));
      }
      return weights;
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ClassWeights read(Object value) {
    if ("balanced".equals(value)) {
      return new Balanced();
    }
    if (value instanceof Map<?, ?> map && map.size() > 1) {
      Map<String, Double> weights = new TreeMap<>();
      map.forEach(
          (name, weight) -> {
            if (weight instanceof Number number
                && number.doubleValue() > 0
                && Double.isFinite(number.doubleValue())) {
              weights.put(String.valueOf(name), number.doubleValue());
            }
          });
      if (weights.size() == map.size()) {
        return new Given(weights);
      }
    }
    throw new ConfigurationException(
        List.of(
            new Fault(
                "",
                "must be balanced, or a weight greater than 0 for each class, such as {stays: 1, leaves: 4}")));
  }
}
