package io.propensity.scoring;

import io.propensity.model.Calibration;
import io.propensity.model.Manifest;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What the values that a model gives for a row mean, and which columns are made of them.
 *
 * @param classes in the model's order; empty for a regression
 * @param positiveClass the class whose probability is the score, null unless the task is binary
 * @param link makes probabilities, or a regression's value, of raw values
 * @param calibration makes the score of a binary model's probability; null when that is the score
 */
public record ModelOutput(
    Task task,
    List<String> classes,
    @Nullable String positiveClass,
    Link link,
    @Nullable Calibration calibration)
    implements Serializable {

  private static final String LOSS = "loss_function";

  /** From a raw value to what it means, as CatBoost itself does it for the loss. */
  public enum Link {
    IDENTITY,
    /** Poisson and Tweedie learn the logarithm of the mean. */
    EXPONENT,
    LOGISTIC,
    SOFTMAX
  }

  public ModelOutput {
    classes = List.copyOf(classes);
    if (task == Task.BINARY && (classes.size() != 2 || !classes.contains(positiveClass))) {
      throw new ContractException(
          "A binary model has two classes, one of them positive, and not %s and '%s'"
              .formatted(classes, positiveClass));
    }
    if (task == Task.MULTICLASS && classes.size() < 2) {
      throw new ContractException("A model of several classes has only " + classes);
    }
    if (task != Task.BINARY && calibration != null) {
      throw new ContractException("Only a binary model's scores are calibrated");
    }
  }

  /**
   * The output of a CatBoost model whose manifest names its loss among the parameters, calibrated
   * as the manifest says.
   */
  public static ModelOutput of(Manifest manifest) {
    Object loss = manifest.parameters().get(LOSS);
    return of(
            manifest.task(),
            manifest.classes(),
            manifest.positiveClass(),
            loss == null ? "" : loss.toString())
        .calibrated(manifest.calibration());
  }

  /** The same with another calibration, or with none. */
  public ModelOutput calibrated(@Nullable Calibration other) {
    return new ModelOutput(task, classes, positiveClass, link, other);
  }

  /**
   * The output of a CatBoost model, not calibrated.
   *
   * @param loss the {@code loss_function} that it was trained with, with or without parameters as
   *     in {@code Tweedie:variance_power=1.5}; empty means the task's usual one
   */
  public static ModelOutput of(
      Task task, List<String> classes, @Nullable String positiveClass, String loss) {
    String name = loss.replaceFirst(":.*", "");
    Link link =
        switch (task) {
          case BINARY -> Link.LOGISTIC;
          case MULTICLASS -> name.equals("MultiClassOneVsAll") ? Link.LOGISTIC : Link.SOFTMAX;
          case REGRESSION ->
              name.equals("Poisson") || name.equals("Tweedie") ? Link.EXPONENT : Link.IDENTITY;
        };
    return new ModelOutput(task, classes, positiveClass, link, null);
  }

  /** Whether a raw value speaks against the positive class, the first one of the model. */
  boolean positiveIsFirst() {
    return positiveClass != null && classes.indexOf(positiveClass) == 0;
  }

  /** How many raw values the model has to give for a row. */
  int dimension() {
    return task == Task.MULTICLASS ? classes.size() : 1;
  }

  /** The columns that scoring adds. */
  public StructType columns() {
    StructType columns = new StructType().add(Scorer.SCORE, DataTypes.DoubleType, false);
    return task == Task.MULTICLASS
        ? columns
            .add(Scorer.PREDICTED_CLASS, DataTypes.StringType, false)
            .add(
                Scorer.CLASS_PROBABILITIES,
                DataTypes.createArrayType(DataTypes.DoubleType, false),
                false)
        : columns;
  }
}
