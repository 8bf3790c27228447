package io.propensity.ingest;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;

/** Chance that is the same every time: each draw is a hash of what it is for and of the seed. */
record Chance(long seed) {

  private static final double TO_UNIT = 0x1.0p-53;

  /** In [0, 1), of 53 bits of the hash. */
  Column uniform(String name, Column... of) {
    Column[] all = new Column[of.length + 2];
    System.arraycopy(of, 0, all, 0, of.length);
    all[of.length] = lit(seed);
    all[of.length + 1] = lit(name);
    return shiftrightunsigned(xxhash64(all), 11).cast("double").multiply(TO_UNIT);
  }

  /** Whole numbers from 0 up, exponentially distributed before they are rounded down. */
  Column exponential(String name, double mean, Column... of) {
    return floor(log(lit(1.0).minus(uniform(name, of))).multiply(-mean)).cast("int");
  }

  /** {@code 1 / (1 + exp(-z))}. */
  static Column sigmoid(Column z) {
    return lit(1.0).divide(exp(call_function("negative", z)).plus(1.0));
  }
}
