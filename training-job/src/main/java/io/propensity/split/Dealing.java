package io.propensity.split;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.Features;
import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals the rows of a features table to train, validation and test. Where a row falls follows from
 * the set of rows alone, never from their order or their partitions.
 */
final class Dealing {

  private static final Logger LOG = LoggerFactory.getLogger(Dealing.class);

  private final Dataset<Row> rows;
  private final List<String> key;
  private final SplitSpec split;

  private Dealing(Dataset<Row> rows, List<String> key, SplitSpec split) {
    this.rows = rows;
    this.key = key;
    this.split = split;
  }

  /**
   * The rows with {@link SplitName#COLUMN}.
   *
   * @throws ConfigurationException when the split's column is of a type that it cannot be
   * @throws ContractException when the split's column has values that say nothing, or too few
   */
  static Dataset<Row> of(Dataset<Row> rows, List<String> key, SplitSpec split) {
    return rows.withColumn(SplitName.COLUMN, new Dealing(rows, key, split).part());
  }

  /** The columns of these names. */
  static Column[] columns(Dataset<Row> rows, List<String> names) {
    return names.stream().map(name -> rows.col(FeatureTable.quoted(name))).toArray(Column[]::new);
  }

  /** A hash of a row's key in [0, 2^62). */
  static Column hash(Column[] key, long seed) {
    List<Column> values = new ArrayList<>();
    for (Column column : key) {
      values.add(column.cast("string"));
    }
    values.add(lit(seed));
    return shiftrightunsigned(xxhash64(values.toArray(Column[]::new)), 2);
  }

  private Column part() {
    if (split instanceof SplitSpec.Random) {
      return split.stratified() ? byClass() : byKey();
    }
    if (split instanceof SplitSpec.Group group) {
      return byGroup(group);
    }
    if (split instanceof SplitSpec.Time time) {
      return byTime(time);
    }
    if (split instanceof SplitSpec.Column said) {
      return bySaying(said);
    }
    return bySource();
  }

  private Column byKey() {
    return SplitName.of(columns(rows, key), split.recorded());
  }

  private Column byGroup(SplitSpec.Group group) {
    Column column = column(group.column());
    requireNone(column.isNull(), group.column(), "it is NULL: a row without a group");
    return SplitName.of(new Column[] {column}, split.recorded());
  }

  /** Of each class the first by hash are the test's, the next are validation's. */
  private Column byClass() {
    Column hash = hash(columns(rows, key), split.seedOrDefault());
    Column label = column(Features.LABEL).cast("int");
    Cuts cuts = Cuts.of(rows, label, hash, size -> ends(size));
    Column part = lit(SplitName.TRAIN.label());
    for (Map.Entry<Integer, Long> each : cuts.sizes().entrySet()) {
      List<Cuts.Cut> found = cuts.of(each.getKey());
      boolean tests = split.testShare() > 0;
      boolean validates = split.validationShare() > 0;
      Column within = lit(SplitName.TRAIN.label());
      if (validates) {
        within =
            when(hash.lt(found.get(found.size() - 1).value()), SplitName.VALIDATION.label())
                .otherwise(within);
      }
      if (tests) {
        within = when(hash.lt(found.get(0).value()), SplitName.TEST.label()).otherwise(within);
      }
      part = when(label.equalTo(each.getKey()), within).otherwise(part);
    }
    return part;
  }

  /** Where a class of this size is cut: after the test's rows, after validation's. */
  private long[] ends(long size) {
    long test = Math.round(split.testShare() * size);
    long validation = Math.round((split.testShare() + split.validationShare()) * size);
    List<Long> ends = new ArrayList<>();
    if (split.testShare() > 0) {
      ends.add(Math.min(test, size - 1));
    }
    if (split.validationShare() > 0) {
      ends.add(Math.min(validation, size - 1));
    }
    return ends.stream().mapToLong(Long::longValue).toArray();
  }

  private Column byTime(SplitSpec.Time time) {
    Column value = TimeOrder.of(rows, time.column());
    String why = "";
    if (!rows.filter(value.isNull()).isEmpty()) {
      why = "it is NULL in some rows";
    } else {
      TimeOrder order = new TimeOrder(rows, value);
      Column part = order.part(time.validationShare(), time.testShare());
      if (order.separates()) {
        return part;
      }
      why = "too few times differ to part the rows by them";
    }
    if (!time.fallsBack()) {
      throw new ContractException(
          "split.column '%s': %s; bring more data, or say split.fallback: random"
              .formatted(time.column(), why));
    }
    LOG.warn("The split is random, as split.fallback says: '{}': {}", time.column(), why);
    return byKey();
  }

  private Column bySaying(SplitSpec.Column said) {
    Column value = column(said.column());
    Object[] parts = Arrays.stream(SplitName.values()).map(SplitName::label).toArray();
    Column lower = org.apache.spark.sql.functions.lower(value.cast("string"));
    requireNone(
        value.isNull().or(org.apache.spark.sql.functions.not(lower.isin(parts))),
        said.column(),
        "it must be train, validation or test in every row");
    return lower;
  }

  private Column bySource() {
    Column source = column(Features.SOURCE);
    long validation = Math.round(split.validationShare() * SplitName.SHARES);
    Column drawn =
        SplitName.share(columns(rows, key), split.seedOrDefault())
            .lt(validation)
            .and(source.equalTo(SplitName.TRAIN.label()));
    return validation == 0 ? source : when(drawn, SplitName.VALIDATION.label()).otherwise(source);
  }

  private Column column(String name) {
    return rows.col(FeatureTable.quoted(name));
  }

  private void requireNone(Column bad, String name, String why) {
    List<Row> found = rows.filter(bad).select(columns(rows, key)).limit(1).collectAsList();
    if (!found.isEmpty()) {
      throw new ContractException(
          "split.column '%s': %s (key %s)".formatted(name, why, found.get(0).mkString(", ")));
    }
  }
}
