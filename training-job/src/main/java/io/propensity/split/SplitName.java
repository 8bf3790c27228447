package io.propensity.split;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.model.Split;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** The parts that rows are dealt to, by a hash of the key and the seed. */
public enum SplitName {
  TRAIN,
  VALIDATION,
  TEST;

  /** The column that names a row's part. */
  public static final String COLUMN = "_split";

  private static final long SHARES = 1_000_000;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part that is labelled so. */
  public static SplitName labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The part of a key: the same whatever rows are beside it. */
  public static Column of(Column key, Split split) {
    long test = Math.round(split.test() * SHARES);
    long validation = Math.round(split.validation() * SHARES);
    Column share = share(key, split.seed());
    return when(share.lt(test), TEST.label())
        .when(share.lt(test + validation), VALIDATION.label())
        .otherwise(TRAIN.label());
  }

  /** Keeps about {@code fraction} of the keys, independently of their part. */
  public static Column sampled(Column key, long seed, double fraction) {
    return share(key, ~seed).lt(Math.round(fraction * SHARES));
  }

  private static Column share(Column key, long seed) {
    return pmod(xxhash64(key.cast("string"), lit(seed)), lit(SHARES));
  }
}
