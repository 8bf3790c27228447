package io.propensity.evaluation.paired;

import io.propensity.evaluation.fold.ExactSum;
import io.propensity.evaluation.fold.Fold;
import io.propensity.evaluation.fold.SortedRows;
import io.propensity.scoring.InternalRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Tells each row the weight of the other class's rows that come strictly before its own value.
 * Columns: {@code label} INT, 1 or 0, {@code weight} DOUBLE, then any; none is NULL.
 */
final class Placing {

  private static final int LABEL = 0;
  private static final int WEIGHT = 1;

  private Placing() {}

  /**
   * The rows with one DOUBLE column more, in another order.
   *
   * @param by the column by which rows come before each other, DOUBLE
   * @param count of the rows, about
   */
  static Dataset<Row> before(Dataset<Row> rows, String by, String name, long count) {
    SortedRows sorted = new SortedRows(rows, by, count);
    List<Weights> below = new ArrayList<>();
    Weights so = new Weights();
    for (Weights partition : sorted.each(Weights::new)) {
      below.add(new Weights().merge(so));
      so.merge(partition);
    }
    int value = rows.schema().fieldIndex(by);
    StructType schema = rows.schema().add(name, DataTypes.DoubleType, false);
    return InternalRows.table(
        rows.sparkSession(),
        sorted.map((number, partition) -> new Placed(partition, value, below.get(number))),
        schema);
  }

  /** The weight of either class. */
  static final class Weights implements Fold<Weights> {

    private static final long serialVersionUID = 1L;

    private final ExactSum positives = new ExactSum();
    private final ExactSum negatives = new ExactSum();

    @Override
    public void add(InternalRow row) {
      (row.getInt(LABEL) == 1 ? positives : negatives).add(row.getDouble(WEIGHT));
    }

    @Override
    public Weights merge(Weights other) {
      positives.add(other.positives);
      negatives.add(other.negatives);
      return this;
    }

    double of(int label) {
      return (label == 1 ? positives : negatives).value();
    }
  }

  /** Hands out one row object again and again, as Spark's own operators do. */
  private static final class Placed implements Iterator<InternalRow> {

    private final Iterator<InternalRow> rows;
    private final int by;
    private final Weights below;
    private final Object[] before = new Object[1];
    private final InternalRow added = new GenericInternalRow(before);
    private final JoinedRow joined = new JoinedRow();
    private double value = Double.NaN;
    private double positives;
    private double negatives;

    Placed(Iterator<InternalRow> rows, int by, Weights below) {
      this.rows = rows;
      this.by = by;
      this.below = new Weights().merge(below);
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public InternalRow next() {
      InternalRow row = rows.next();
      if (row.getDouble(by) != value) {
        value = row.getDouble(by);
        positives = below.of(1);
        negatives = below.of(0);
      }
      below.add(row);
      before[0] = row.getInt(LABEL) == 1 ? negatives : positives;
      return joined.apply(row, added);
    }
  }
}
