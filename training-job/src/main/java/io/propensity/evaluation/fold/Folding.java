package io.propensity.evaluation.fold;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Folds rows in one Spark job, without making an object of any row. */
public final class Folding {

  private Folding() {}

  /** What a partition begins with; executors make it. */
  public interface Start<S> extends Supplier<S>, Serializable {}

  /** What the partition of a number begins with; executors make it. */
  public interface NumberedStart<S> extends IntFunction<S>, Serializable {}

  /** Folds rows in any order. */
  public static <S extends Fold<S>> S of(Dataset<Row> rows, Start<S> start) {
    return partitions(internal(rows), number -> start.get())
        .treeReduce(Fold::merge)
        .merge(start.get());
  }

  static JavaRDD<InternalRow> internal(Dataset<Row> rows) {
    return rows.queryExecution().toRdd().toJavaRDD();
  }

  static <S extends Fold<S>> JavaRDD<S> partitions(
      JavaRDD<InternalRow> rows, NumberedStart<S> start) {
    return rows.mapPartitionsWithIndex(
        (number, partition) -> List.of(fold(partition, start.apply(number))).iterator(), false);
  }

  private static <S extends Fold<S>> S fold(Iterator<InternalRow> rows, S fold) {
    while (rows.hasNext()) {
      fold.add(rows.next());
    }
    fold.end();
    return fold;
  }
}
