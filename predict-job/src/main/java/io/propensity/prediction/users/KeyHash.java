package io.propensity.prediction.users;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Hashes of users' keys: the same in every run, on every machine, and whether a key is stored as an
 * INT or a BIGINT.
 */
public final class KeyHash {

  private static final long PARTS = 1_000_000;

  private KeyHash() {}

  /**
   * 64 bits (xxHash64) of a key.
   *
   * @param purpose another one gives hashes that have nothing to do with these
   */
  public static Column of(String purpose, Column... key) {
    List<Column> columns = new ArrayList<>();
    columns.add(lit(purpose));
    Arrays.stream(key).forEach(column -> columns.add(column.cast(DataTypes.StringType)));
    return xxhash64(columns.toArray(Column[]::new));
  }

  /** Whether a user belongs to a share of all, to a millionth. */
  public static Column share(String purpose, double share, Column... key) {
    return pmod(of(purpose, key), lit(PARTS)).lt(lit(Math.round(share * PARTS)));
  }
}
