package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.json.Schema;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The score from which on a row is taken for positive; chosen on the validation split. */
@Schema(
    """
    {"anyOf": [
      {"type": "number", "minimum": 0, "maximum": 1},
      {"const": "best_f1"},
      {"type": "object", "additionalProperties": false, "required": ["precision"],
       "properties": {"precision": {"type": "number", "exclusiveMinimum": 0, "maximum": 1}}},
      {"type": "object", "additionalProperties": false, "required": ["recall"],
       "properties": {"recall": {"type": "number", "exclusiveMinimum": 0, "maximum": 1}}},
      {"type": "object", "additionalProperties": false, "required": ["value"],
       "properties": {"value": {"type": "object", "additionalProperties": false, "minProperties": 1,
         "properties": {
           "true_positive": {"type": "number"}, "false_positive": {"type": "number"},
           "false_negative": {"type": "number"}, "true_negative": {"type": "number"}}}}}
    ]}
    """)
public sealed interface Threshold {

  /** A score that is given. */
  record Fixed(double score) implements Threshold {}

  /** The score with the greatest F1. */
  record BestF1() implements Threshold {}

  /** The least score whose precision is at least this. */
  record TargetPrecision(double precision) implements Threshold {}

  /** The greatest score whose recall is at least this. */
  record TargetRecall(double recall) implements Threshold {}

  /** The score with the highest total value, by what each kind of row is worth. */
  record HighestValue(
      @JsonProperty("true_positive") double truePositive,
      @JsonProperty("false_positive") double falsePositive,
      @JsonProperty("false_negative") double falseNegative,
      @JsonProperty("true_negative") double trueNegative)
      implements Threshold {}

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Threshold read(Object value) {
    Threshold read =
        value instanceof Number number
            ? fixed(number.doubleValue())
            : "best_f1".equals(value)
                ? new BestF1()
                : value instanceof Map<?, ?> map && map.size() == 1 ? target(map) : null;
    if (read == null) {
      throw new ConfigurationException(
          List.of(
              new Fault(
                  "",
                  "must be a score in [0, 1], best_f1, {precision: 0.8}, {recall: 0.8} or {value: {true_positive: 10, false_positive: -1}}")));
    }
    return read;
  }

  private static @Nullable Threshold fixed(double score) {
    return score >= 0 && score <= 1 ? new Fixed(score) : null;
  }

  private static @Nullable Threshold target(Map<?, ?> map) {
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    if (only.getValue() instanceof Number number) {
      double target = number.doubleValue();
      boolean fits = target > 0 && target <= 1;
      return fits && "precision".equals(only.getKey())
          ? new TargetPrecision(target)
          : fits && "recall".equals(only.getKey()) ? new TargetRecall(target) : null;
    }
    return "value".equals(only.getKey()) && only.getValue() instanceof Map<?, ?> worth
        ? value(worth)
        : null;
  }

  private static @Nullable Threshold value(Map<?, ?> worth) {
    Set<String> known =
        Set.of("true_positive", "false_positive", "false_negative", "true_negative");
    boolean fits =
        !worth.isEmpty()
            && known.containsAll(worth.keySet())
            && worth.values().stream().allMatch(Number.class::isInstance);
    return fits
        ? new HighestValue(
            worth(worth, "true_positive"),
            worth(worth, "false_positive"),
            worth(worth, "false_negative"),
            worth(worth, "true_negative"))
        : null;
  }

  private static double worth(Map<?, ?> worth, String kind) {
    return worth.get(kind) instanceof Number number ? number.doubleValue() : 0;
  }
}
