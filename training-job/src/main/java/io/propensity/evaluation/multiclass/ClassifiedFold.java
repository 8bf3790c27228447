package io.propensity.evaluation.multiclass;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.Folding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/** Sums up each slice's rows by class and most probable class. */
public final class ClassifiedFold implements Fold<ClassifiedFold> {

  private static final long serialVersionUID = 1L;
  private static final double CLIP = Math.ulp(1.0);

  private final int classes;
  private final long[] rows;
  private final ExactSum[] losses;
  private final ExactSum[] counts;
  private final ExactSum[] squares;

  private ClassifiedFold(int slices, int classes) {
    this.classes = classes;
    this.rows = new long[slices];
    this.losses = sums(slices);
    this.counts = sums(slices * classes * classes);
    this.squares = sums(slices);
  }

  /** By slice, in one Spark job. */
  public static List<ClassifiedRows> of(
      Dataset<Row> rows,
      Column slice,
      Column label,
      Column probabilities,
      Column weight,
      int slices,
      int classes) {
    Dataset<Row> four =
        rows.select(slice.cast("int"), label.cast("int"), probabilities, weight.cast("double"));
    ClassifiedFold folded = Folding.of(four, () -> new ClassifiedFold(slices, classes));
    List<ClassifiedRows> all = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      all.add(folded.slice(i));
    }
    return all;
  }

  @Override
  public void add(InternalRow row) {
    int slice = row.getInt(0);
    int label = row.getInt(1);
    ArrayData probabilities = row.getArray(2);
    double weight = row.getDouble(3);
    int likeliest = 0;
    for (int i = 1; i < classes; i++) {
      if (probabilities.getDouble(i) > probabilities.getDouble(likeliest)) {
        likeliest = i;
      }
    }
    rows[slice]++;
    squares[slice].add(weight * weight);
    double clipped = Math.min(Math.max(probabilities.getDouble(label), CLIP), 1 - CLIP);
    losses[slice].add(-weight * StrictMath.log(clipped));
    counts[(slice * classes + label) * classes + likeliest].add(weight);
  }

  @Override
  public ClassifiedFold merge(ClassifiedFold other) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] += other.rows[i];
      losses[i].add(other.losses[i]);
      squares[i].add(other.squares[i]);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i].add(other.counts[i]);
    }
    return this;
  }

  private ClassifiedRows slice(int slice) {
    List<List<Double>> matrix = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      List<Double> row = new ArrayList<>();
      for (int taken = 0; taken < classes; taken++) {
        row.add(counts[(slice * classes + label) * classes + taken].value());
      }
      matrix.add(row);
    }
    double square = squares[slice].value();
    ClassifiedRows plain = new ClassifiedRows(rows[slice], matrix, square, Double.NaN, List.of());
    double loss = losses[slice].value() / plain.total();
    return new ClassifiedRows(rows[slice], matrix, square, loss, List.of());
  }

  private static ExactSum[] sums(int count) {
    ExactSum[] sums = new ExactSum[count];
    for (int i = 0; i < count; i++) {
      sums[i] = new ExactSum();
    }
    return sums;
  }
}
