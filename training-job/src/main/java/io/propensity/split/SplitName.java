package io.propensity.split;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.model.Split;
import io.propensity.pipeline.SplitSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** The parts that rows are dealt to. */
public enum SplitName {
  TRAIN,
  VALIDATION,
  TEST;

  /** The column that names a row's part. */
  public static final String COLUMN = "_split";

  static final long SHARES = 1_000_000;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part that is labelled so. */
  public static SplitName labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The part that a model is measured on: without a test split what comes nearest to one. */
  public static SplitName measured(SplitSpec split) {
    if (split.tests()) {
      return TEST;
    }
    return split.validates() ? VALIDATION : TRAIN;
  }

  /** The part of a key, by a hash of it and the seed: the same whatever rows are beside it. */
  static Column of(Column[] key, Split split) {
    long test = Math.round(split.test() * SHARES);
    long validation = Math.round(split.validation() * SHARES);
    Column share = share(key, split.seed());
    return when(share.lt(test), TEST.label())
        .when(share.lt(test + validation), VALIDATION.label())
        .otherwise(TRAIN.label());
  }

  /** Keeps about {@code fraction} of the keys, independently of their part. */
  static Column sampled(Column[] key, long seed, double fraction) {
    return share(key, ~seed).lt(Math.round(fraction * SHARES));
  }

  /** A key's number in [0, {@link #SHARES}). */
  static Column share(Column[] key, long seed) {
    List<Column> values = new ArrayList<>();
    for (Column column : key) {
      values.add(column.cast("string"));
    }
    values.add(lit(seed));
    return pmod(xxhash64(values.toArray(Column[]::new)), lit(SHARES));
  }
}
