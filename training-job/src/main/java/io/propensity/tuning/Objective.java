package io.propensity.tuning;

import io.propensity.model.MetricDirection;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Tuning;
import java.util.Comparator;

/** The metric that a search goes by. */
public record Objective(String metric, boolean greaterIsBetter) {

  /** By a metric's name. */
  public static Objective of(String metric) {
    return new Objective(metric, MetricDirection.of(metric) != MetricDirection.SMALLER_IS_BETTER);
  }

  /** What a pipeline's search goes by: its own metric, or the task's usual one. */
  public static Objective of(Pipeline pipeline) {
    Tuning tuning = pipeline.tuning();
    String own = tuning == null ? null : tuning.metric();
    return own == null ? of(pipeline.task()) : of(own);
  }

  /** The task's usual one. */
  public static Objective of(Task task) {
    return of(task.usualMetric());
  }

  /** The best trial last; a trial without the metric is the worst. */
  Comparator<Trial> order() {
    Comparator<Trial> rising =
        Comparator.comparingDouble(
            trial -> {
              double mean = trial.spread(metric).mean();
              double worth = greaterIsBetter ? mean : -mean;
              return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : worth;
            });
    // Of equal ones the first, so that the result does not depend on which ended first.
    return rising.thenComparing(Comparator.comparingInt(Trial::number).reversed());
  }
}
