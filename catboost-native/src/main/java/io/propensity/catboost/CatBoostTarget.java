package io.propensity.catboost;

import io.propensity.model.CategoryText;
import io.propensity.model.Task;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a model is to predict.
 *
 * @param classes in the model's order, the negative one first for a binary task; empty for a
 *     regression
 */
public record CatBoostTarget(Task task, List<String> classes) {

  private static final Set<String> BINARY = Set.of("Logloss", "CrossEntropy");
  private static final Set<String> MULTICLASS = Set.of("MultiClass", "MultiClassOneVsAll");
  private static final Set<String> REGRESSION =
      Set.of(
          "RMSE",
          "MAE",
          "Quantile",
          "LogLinQuantile",
          "Expectile",
          "MAPE",
          "Poisson",
          "Tweedie",
          "Lq",
          "Huber",
          "LogCosh");

  public CatBoostTarget {
    classes = List.copyOf(classes);
    int least = task == Task.MULTICLASS ? 2 : task == Task.BINARY ? 2 : 0;
    int most = task == Task.MULTICLASS ? Integer.MAX_VALUE : least;
    if (classes.size() < least || classes.size() > most) {
      throw new IllegalArgumentException("%s with classes %s".formatted(task, classes));
    }
  }

  /** A task of two classes. */
  public static CatBoostTarget binary(String negative, String positive) {
    return new CatBoostTarget(Task.BINARY, List.of(negative, positive));
  }

  /** A task of several classes. */
  public static CatBoostTarget multiclass(List<String> classes) {
    return new CatBoostTarget(Task.MULTICLASS, classes);
  }

  /** A number. */
  public static CatBoostTarget regression() {
    return new CatBoostTarget(Task.REGRESSION, List.of());
  }

  List<String> labels() {
    return classes.stream().map(CategoryText::of).toList();
  }

  String defaultLoss() {
    return switch (task) {
      case BINARY -> "Logloss";
      case MULTICLASS -> "MultiClass";
      case REGRESSION -> "RMSE";
    };
  }

  void requireLoss(String loss) {
    Set<String> losses =
        switch (task) {
          case BINARY -> BINARY;
          case MULTICLASS -> MULTICLASS;
          case REGRESSION -> REGRESSION;
        };
    if (!losses.contains(name(loss))) {
      throw new CatBoostException(
          "loss_function '%s' is none of the losses that a %s model is trained with here: %s"
              .formatted(
                  loss,
                  task.name().toLowerCase(Locale.ROOT),
                  String.join(", ", losses.stream().sorted().toList())));
    }
  }

  private static String name(String loss) {
    int colon = loss.indexOf(':');
    return colon < 0 ? loss : loss.substring(0, colon);
  }
}
