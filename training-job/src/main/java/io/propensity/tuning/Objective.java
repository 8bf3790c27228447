package io.propensity.tuning;

import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Tuning;
import java.util.Comparator;
import java.util.Set;

/** The metric that a search goes by. */
public record Objective(String metric, boolean greaterIsBetter) {

  /** Metrics that are the better the smaller they are. */
  private static final Set<String> LOSSES =
      Set.of("log_loss", "brier", "ece", "rmse", "mae", "mape", "median_ae");

  /** By a metric's name. */
  public static Objective of(String metric) {
    return new Objective(metric, !LOSSES.contains(metric));
  }

  /** What a pipeline's search goes by: its own metric, or the task's usual one. */
  public static Objective of(Pipeline pipeline) {
    Tuning tuning = pipeline.tuning();
    String own = tuning == null ? null : tuning.metric();
    return own == null ? of(pipeline.task()) : of(own);
  }

  /** The task's usual one. */
  public static Objective of(Task task) {
    return of(
        switch (task) {
          case BINARY -> "roc_auc";
          case MULTICLASS -> "log_loss";
          case REGRESSION -> "rmse";
        });
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
