package io.propensity.split;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.propensity.run.ConfigurationException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;

/** Rows in the order of their times. All rows of one time stay together. */
final class TimeOrder {

  private final Dataset<Row> rows;
  private final Column time;
  private boolean separates = true;

  /**
   * An order of rows.
   *
   * @param time as {@link #of} makes it, never NULL
   */
  TimeOrder(Dataset<Row> rows, Column time) {
    this.rows = rows;
    this.time = time;
  }

  /**
   * A time as a whole number: microseconds, days, or the number itself.
   *
   * @throws ConfigurationException for a column that is no time
   */
  static Column of(Dataset<Row> rows, String name) {
    Column column = rows.col(FeatureTable.quoted(name));
    DataType type = rows.select(column).schema().apply(0).dataType();
    if (type.equals(DataTypes.TimestampType) || type.equals(DataTypes.TimestampNTZType)) {
      return unix_micros(column.cast(DataTypes.TimestampType));
    }
    if (type.equals(DataTypes.DateType)) {
      return unix_date(column).cast(DataTypes.LongType);
    }
    if (type instanceof IntegralType) {
      return column.cast(DataTypes.LongType);
    }
    throw new ConfigurationException(
        ("split.column '%s' is %s; rows are ordered by a timestamp, a date or a whole number: derive"
                + " one, e.g. try_cast(%s AS TIMESTAMP)")
            .formatted(name, type.simpleString(), name));
  }

  /** Train before validation before test, cut where the shares come nearest to those wanted. */
  Column part(double validation, double test) {
    List<Double> shares = new ArrayList<>();
    if (validation > 0) {
      shares.add(1 - test - validation);
    }
    if (test > 0) {
      shares.add(1 - test);
    }
    List<Long> starts = starts(shares);
    Column part = lit(SplitName.TRAIN.label());
    int next = 0;
    if (validation > 0) {
      part = when(time.geq(starts.get(next++)), SplitName.VALIDATION.label()).otherwise(part);
    }
    if (test > 0) {
      part = when(time.geq(starts.get(next)), SplitName.TEST.label()).otherwise(part);
    }
    return part;
  }

  /** The number of a row's block, from 0, of as many blocks of nearly equal size. */
  Column block(int blocks) {
    List<Double> shares = new ArrayList<>();
    for (int i = 1; i < blocks; i++) {
      shares.add((double) i / blocks);
    }
    Column block = lit(0);
    for (long start : starts(shares)) {
      block = block.plus(when(time.geq(start), 1).otherwise(0));
    }
    return block;
  }

  /** Whether every part that was asked for has rows. */
  boolean separates() {
    return separates;
  }

  /** The first time of what comes after each share of the rows. */
  private List<Long> starts(List<Double> shares) {
    Cuts cuts =
        Cuts.of(
            rows,
            lit(0),
            time,
            size ->
                shares.stream()
                    .mapToLong(share -> Math.max(0, Math.min(size - 1, Math.round(share * size))))
                    .toArray());
    long size = cuts.sizes().getOrDefault(0, 0L);
    List<Long> starts = new ArrayList<>();
    long taken = 0;
    List<Cuts.Cut> found = cuts.of(0);
    for (int i = 0; i < found.size(); i++) {
      Cuts.Cut cut = found.get(i);
      double wanted = shares.get(i) * size;
      boolean after =
          cut.through() < size
              && (cut.through() - wanted < wanted - cut.below() || cut.below() <= taken);
      long before = after ? cut.through() : cut.below();
      starts.add(after ? cut.value() + 1 : cut.value());
      separates = separates && before > taken && before < size;
      taken = before;
    }
    separates = separates && size > 0;
    return starts;
  }
}
