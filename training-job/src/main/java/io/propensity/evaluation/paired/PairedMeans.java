package io.propensity.evaluation.paired;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;
import static org.apache.spark.sql.functions.when;

import io.propensity.evaluation.fold.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Differences of metrics that are means over the rows, or a root of one. The deviation is that of
 * the mean of the rows' own differences, which is far less than that of either mean, since both
 * models find the same rows hard; of a root by the delta method.
 */
public final class PairedMeans {

  private static final double CLIP = Math.ulp(1.0);

  private final List<String> names = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();

  private PairedMeans(Column weight) {
    columns.add(weight.cast("double"));
  }

  /**
   * Of two binary models: log loss, Brier score and accuracy, each at its own threshold.
   *
   * @param label 1 or 0
   */
  public static List<Difference> ofBinary(
      Dataset<Row> rows, Column label, Scores champion, Scores challenger, Column weight) {
    PairedMeans means = new PairedMeans(weight);
    means.add(
        "log_loss",
        of -> loss(when(label.equalTo(1), of).otherwise(lit(1).minus(of))),
        champion,
        challenger);
    means.add("brier", of -> square(label.minus(of)), champion, challenger);
    means.columns.add(right(label, champion));
    means.columns.add(right(label, challenger));
    means.names.add("accuracy");
    return means.differences(rows);
  }

  /**
   * Of two models of several classes: log loss and accuracy.
   *
   * @param label the place of the class among the probabilities, from 0 on
   * @param champion an array of a probability a class
   */
  public static List<Difference> ofClasses(
      Dataset<Row> rows, Column label, Column champion, Column challenger, Column weight) {
    PairedMeans means = new PairedMeans(weight);
    Scores a = new Scores(champion, 0);
    Scores b = new Scores(challenger, 0);
    means.add("log_loss", of -> loss(element_at(of, label.plus(1))), a, b);
    means.add(
        "accuracy", of -> number(array_position(of, array_max(of)).equalTo(label.plus(1))), a, b);
    return means.differences(rows);
  }

  /** Of two regressions: RMSE and MAE. */
  public static List<Difference> ofNumbers(
      Dataset<Row> rows, Column label, Column champion, Column challenger, Column weight) {
    PairedMeans means = new PairedMeans(weight);
    Scores a = new Scores(champion, 0);
    Scores b = new Scores(challenger, 0);
    means.add("rmse", of -> square(label.minus(of)), a, b);
    means.add("mae", of -> abs(label.minus(of)), a, b);
    return means.differences(rows);
  }

  /**
   * What a model gives.
   *
   * @param threshold at or above which a binary score counts as positive
   */
  public record Scores(Column score, double threshold) {}

  private void add(String name, UnaryOperator<Column> value, Scores champion, Scores challenger) {
    names.add(name);
    columns.add(value.apply(champion.score()).cast("double"));
    columns.add(value.apply(challenger.score()).cast("double"));
  }

  private List<Difference> differences(Dataset<Row> rows) {
    int metrics = names.size();
    PairedFold fold =
        Folding.of(rows.select(columns.toArray(Column[]::new)), () -> new PairedFold(metrics));
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < metrics; i++) {
      differences.add(names.get(i).equals("rmse") ? ofRoots(fold, i) : ofMeans(fold, i));
    }
    return differences;
  }

  private Difference ofMeans(PairedFold fold, int metric) {
    return new Difference(
        names.get(metric),
        fold.challenger(metric) - fold.champion(metric),
        fold.deviation(metric, 1, 1));
  }

  private Difference ofRoots(PairedFold fold, int metric) {
    double champion = Math.sqrt(fold.champion(metric));
    double challenger = Math.sqrt(fold.challenger(metric));
    boolean flat = champion == 0 || challenger == 0;
    return new Difference(
        names.get(metric),
        challenger - champion,
        flat ? Double.NaN : fold.deviation(metric, 0.5 / champion, 0.5 / challenger));
  }

  private static Column loss(Column probability) {
    return ln(least(greatest(probability, lit(CLIP)), lit(1 - CLIP))).unary_$minus();
  }

  private static Column square(Column column) {
    return column.multiply(column);
  }

  private static Column right(Column label, Scores scores) {
    return number(scores.score().geq(scores.threshold()).equalTo(label.equalTo(1)));
  }

  private static Column number(Column condition) {
    return when(condition, 1.0).otherwise(0.0);
  }
}
