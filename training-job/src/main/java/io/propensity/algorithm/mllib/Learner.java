package io.propensity.algorithm.mllib;

import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.RandomForestRegressor;

/** What MLlib can learn, and for which tasks. */
enum Learner {
  RANDOM_FOREST(true, List.of(Task.BINARY, Task.MULTICLASS, Task.REGRESSION)),
  GBT(true, List.of(Task.BINARY, Task.REGRESSION)),
  LOGISTIC_REGRESSION(false, List.of(Task.BINARY, Task.MULTICLASS)),
  LINEAR_REGRESSION(false, List.of(Task.REGRESSION));

  private static final String UID = "model";

  private final boolean trees;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Task> tasks;

  Learner(boolean trees, List<Task> tasks) {
    this.trees = trees;
    this.tasks = tasks;
  }

  /** The learner of that name, if it can do the task. */
  static Learner of(String name, Task task) {
    Learner learner =
        Arrays.stream(values())
            .filter(each -> each.label().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("MLlib has no algorithm " + name));
    if (!learner.tasks.contains(task)) {
      String others =
          Stream.concat(
                  Stream.of("catboost"),
                  Arrays.stream(values())
                      .filter(each -> each.tasks.contains(task))
                      .map(Learner::label))
              .collect(Collectors.joining(", "));
      throw new ConfigurationException(
          "algorithm.name '%s' cannot train a %s model; those that can are %s"
              .formatted(name, label(task), others));
    }
    return learner;
  }

  /** The name in {@code algorithm.name}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it splits on categories and missing marks as they are, without one-hot parts. */
  boolean trees() {
    return trees;
  }

  /** The task must be one of this learner's. */
  Predictor<?, ?, ?> estimator(Task task) {
    boolean regression = task == Task.REGRESSION;
    return switch (this) {
      case RANDOM_FOREST ->
          regression ? new RandomForestRegressor(UID) : new RandomForestClassifier(UID);
      case GBT -> regression ? new GBTRegressor(UID) : new GBTClassifier(UID);
      case LOGISTIC_REGRESSION -> new LogisticRegression(UID);
      case LINEAR_REGRESSION -> new LinearRegression(UID);
    };
  }

  private static String label(Task task) {
    return task.name().toLowerCase(Locale.ROOT);
  }
}
