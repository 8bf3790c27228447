package io.propensity.prediction.users;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.scoring.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys that more than one row has, be they scored or not. They are looked for among the
 * predictions that were just written and the rows that could not be scored, by {@link KeyHashes}.
 * Where two are alike, and only there, the keys themselves are compared.
 */
public final class DoubledKeys {

  /** A column of the features: the greater, the newer a row is among those with the same key. */
  public static final String NEWNESS = "_newness";

  private static final String HASH = "_hash";
  private static final String REASON = "doubled_key";

  private final Dataset<Row> keys;
  private final long rows;

  private DoubledKeys(Dataset<Row> keys, long rows) {
    this.keys = keys;
    this.rows = rows;
  }

  /**
   * Those of some rows.
   *
   * @param width how many of the first columns are the key
   * @param rows about how many there are
   */
  public static DoubledKeys in(Dataset<Row> table, int width, long rows) {
    String[] names = table.columns();
    Column[] key =
        IntStream.range(0, width)
            .mapToObj(i -> table.col(FeatureTable.quoted(names[i])).as("_k" + i))
            .toArray(Column[]::new);
    Dataset<Row> keys = table.select(key);
    return new DoubledKeys(keys.withColumn(HASH, xxhash64(columns(width))), rows);
  }

  public boolean any() {
    return KeyHashes.anyTwice(keys.select(HASH), rows);
  }

  private Dataset<Row> doubledHashes() {
    return doubled(keys.select(HASH), col(HASH));
  }

  /**
   * The features with the rows of a doubled key marked as rejected: all of them, or, where the
   * features have {@link #NEWNESS}, all but the one row that is newer than the others.
   */
  public Dataset<Row> marked(Dataset<Row> features, List<String> key) {
    Column[] columns = columns(key.size());
    Dataset<Row> doubled =
        doubled(keys.join(doubledHashes().select(HASH), HASH).select(columns), columns)
            .drop("_times")
            .localCheckpoint();
    boolean ranked = Arrays.asList(features.columns()).contains(NEWNESS);
    Dataset<Row> known =
        ranked ? newest(features, doubled, key) : doubled.withColumn("_doubled", lit(true));
    Column older =
        ranked
            ? not(col(NEWNESS).eqNullSafe(col("_best._newest")).and(col("_best._rows").equalTo(-1)))
            : lit(true);
    Column reason = features.col(FeatureTable.REJECTED);
    String[] gone =
        Stream.concat(
                Stream.of("_doubled", "_best"),
                IntStream.range(0, key.size()).mapToObj(i -> "_k" + i))
            .toArray(String[]::new);
    return features
        .join(known, same(features, key), "left_outer")
        .withColumn(
            FeatureTable.REJECTED,
            when(col("_doubled").isNotNull().and(older), lit(REASON)).otherwise(reason))
        .drop(gone);
  }

  /** For each doubled key its greatest newness and, negated, how many rows have that. */
  private static Dataset<Row> newest(
      Dataset<Row> features, Dataset<Row> doubled, List<String> key) {
    Column[] columns = columns(key.size());
    Column[] withNewness =
        Stream.concat(Arrays.stream(columns), Stream.of(col("_newest"))).toArray(Column[]::new);
    Dataset<Row> rows =
        features
            .join(doubled, same(features, key))
            .withColumn("_newest", features.col(NEWNESS))
            .select(withNewness);
    return rows.groupBy(withNewness)
        .agg(count(lit(1)).multiply(-1).as("_rows"))
        .groupBy(columns)
        .agg(max(struct(col("_newest"), col("_rows"))).as("_best"))
        .withColumn("_doubled", lit(true))
        .localCheckpoint();
  }

  private static Column same(Dataset<Row> features, List<String> key) {
    Column same = lit(true);
    for (int i = 0; i < key.size(); i++) {
      same = same.and(features.col(FeatureTable.quoted(key.get(i))).equalTo(col("_k" + i)));
    }
    return same;
  }

  private static Column[] columns(int width) {
    return IntStream.range(0, width).mapToObj(i -> col("_k" + i)).toArray(Column[]::new);
  }

  private static Dataset<Row> doubled(Dataset<Row> rows, Column... by) {
    Dataset<Row> counted = rows.groupBy(by).agg(count(lit(1)).as("_times"));
    return counted.filter(counted.col("_times").gt(1));
  }
}
