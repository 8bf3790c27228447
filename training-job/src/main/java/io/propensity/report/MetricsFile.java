package io.propensity.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.json.Json;
import io.propensity.split.SplitName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code metrics.json} read again. A page is made of it, so that a model that stands is shown as in
 * the run that published it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record MetricsFile(
    @Nullable Map<String, Object> train,
    @Nullable Map<String, Object> validation,
    @Nullable Map<String, Object> test,
    @Nullable Threshold threshold,
    @Nullable Calibration calibration,
    @Nullable List<Segment> segments,
    List<String> warnings) {

  private static final String BEFORE = "before_calibration";

  /** At or above which a score counts as positive. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Threshold(
      double value,
      String rule,
      @JsonProperty("chosen_on") @Nullable String chosenOn,
      @Nullable Boolean reached) {}

  /** How scores became probabilities. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Calibration(String method, @JsonProperty("fitted_on") String fittedOn) {}

  /** The rows of one value of a column. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Segment(
      String column, @Nullable String value, boolean others, Map<String, Double> metrics) {

    String label() {
      return "%s = %s".formatted(column, others ? "others" : value == null ? "NULL" : value);
    }
  }

  static MetricsFile read(byte[] json) {
    return Json.read(json, MetricsFile.class, "metrics.json");
  }

  /** The numbers of each split that has rows, in the order of the splits. */
  Map<String, Map<String, Double>> metrics() {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    for (SplitName split : SplitName.values()) {
      split(split).ifPresent(values -> metrics.put(split.label(), numbers(values)));
    }
    return metrics;
  }

  /** The metrics of the model's own scores by split; empty where they are not calibrated. */
  Map<String, Map<String, Double>> uncalibrated() {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    for (SplitName split : SplitName.values()) {
      split(split)
          .map(values -> values.get(BEFORE))
          .ifPresent(
              before -> {
                if (before instanceof Map<?, ?> values) {
                  metrics.put(split.label(), numbers(values));
                }
              });
    }
    return metrics;
  }

  /** The part that counts, as an evaluation has it. */
  SplitName measured() {
    return Stream.of(SplitName.TEST, SplitName.VALIDATION)
        .filter(split -> split(split).isPresent())
        .findFirst()
        .orElse(SplitName.TRAIN);
  }

  List<Segment> segmentsOrNone() {
    return Objects.requireNonNullElse(segments, List.of());
  }

  private Optional<Map<String, Object>> split(SplitName name) {
    return Optional.ofNullable(
        switch (name) {
          case TRAIN -> train;
          case VALIDATION -> validation;
          case TEST -> test;
        });
  }

  private static Map<String, Double> numbers(Map<?, ?> values) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            numbers.put(name.toString(), number.doubleValue());
          }
        });
    return numbers;
  }
}
