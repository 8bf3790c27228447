package io.propensity.evaluation;

import io.propensity.model.Task;
import io.propensity.split.SplitName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How good a model is. The same rows give the same numbers to the last bit, whatever their order
 * and partitions.
 *
 * @param classes in the order of the label's numbers; empty for a regression
 * @param metrics by split, then by name; only splits that have rows
 * @param matrices by split; empty for a regression
 * @param binary present for a binary task
 * @param regression present for a regression
 */
public record Evaluation(
    Task task,
    List<String> classes,
    Map<String, Map<String, Double>> metrics,
    Map<SplitName, ConfusionMatrix> matrices,
    Optional<BinaryDetail> binary,
    Optional<RegressionDetail> regression,
    List<SegmentMetrics> segments) {

  public Evaluation {
    classes = List.copyOf(classes);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    Map<SplitName, ConfusionMatrix> bySplit = new EnumMap<>(SplitName.class);
    bySplit.putAll(matrices);
    matrices = Collections.unmodifiableMap(bySplit);
    segments = List.copyOf(segments);
  }

  /** Measures each split that has rows, in a number of Spark jobs that does not depend on them. */
  public static Evaluation of(ScoredTable scored, EvaluationPlan plan) {
    return switch (scored.task()) {
      case BINARY -> new BinaryEvaluation(scored, plan).run();
      case MULTICLASS -> new MulticlassEvaluation(scored, plan).run();
      case REGRESSION -> new RegressionEvaluation(scored, plan).run();
    };
  }

  /** The part that counts: the first that has rows of test, validation and train. */
  public SplitName measured() {
    return Stream.of(SplitName.TEST, SplitName.VALIDATION)
        .filter(split -> metrics.containsKey(split.label()))
        .findFirst()
        .orElse(SplitName.TRAIN);
  }

  /** A metric of the part that counts; NaN where there is none. */
  public double metric(String name) {
    return metric(measured(), name);
  }

  /** A metric of a split; NaN where there is none. */
  public double metric(SplitName split, String name) {
    return metrics.getOrDefault(split.label(), Map.of()).getOrDefault(name, Double.NaN);
  }
}
