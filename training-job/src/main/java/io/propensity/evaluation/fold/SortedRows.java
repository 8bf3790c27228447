package io.propensity.evaluation.fold;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Rows in ascending order of one column, through all partitions; rows of an equal value are in one.
 * They are shuffled once, however often they are folded.
 */
public final class SortedRows {

  private static final long ROWS_A_PARTITION = 250_000;
  private static final long MOST_PARTITIONS = 2_000;

  private final JavaRDD<InternalRow> rows;

  /**
   * Sorts; nothing runs yet but what Spark needs to know the bounds of its partitions.
   *
   * @param count of the rows, about
   */
  public SortedRows(Dataset<Row> rows, String column, long count) {
    int partitions =
        (int) Math.min(MOST_PARTITIONS, (count + ROWS_A_PARTITION - 1) / ROWS_A_PARTITION);
    Dataset<Row> parted =
        partitions <= 1 ? rows.coalesce(1) : rows.repartitionByRange(partitions, col(column));
    this.rows = Folding.internal(parted.sortWithinPartitions(col(column)));
  }

  /** What each partition comes to, in their order. */
  public <S extends Fold<S>> List<S> each(Folding.Start<S> start) {
    return Folding.partitions(rows, number -> start.get()).collect();
  }

  /**
   * What all come to.
   *
   * @param start of a partition by its number
   */
  public <S extends Fold<S>> S all(Folding.NumberedStart<S> start) {
    return Folding.partitions(rows, start).treeReduce(Fold::merge);
  }

  /** What is made of each partition's rows, which is done anew whenever it is read. */
  public JavaRDD<InternalRow> map(PartitionMap map) {
    return rows.mapPartitionsWithIndex(map::apply, false);
  }

  /**
   * Makes rows of the sorted rows of a partition, whose number tells its place; executors run it.
   */
  public interface PartitionMap extends Serializable {

    Iterator<InternalRow> apply(int number, Iterator<InternalRow> rows);
  }
}
