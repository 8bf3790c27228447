package io.propensity.prediction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.scoring.FeatureTable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys that more than one row has. They are looked for among the predictions that were just
 * written, by 64-bit hashes; where two are alike, and only there, the keys themselves are compared.
 */
final class DoubledKeys {

  private static final String REASON = "doubled_key";

  private final Dataset<Row> keys;
  private final Dataset<Row> hashes;

  private DoubledKeys(Dataset<Row> keys, Dataset<Row> hashes) {
    this.keys = keys;
    this.hashes = hashes;
  }

  /**
   * Those of predictions.
   *
   * @param width how many of the first columns are the key
   */
  static DoubledKeys in(Dataset<Row> predictions, int width) {
    String[] names = predictions.columns();
    Column[] key =
        IntStream.range(0, width)
            .mapToObj(i -> predictions.col(FeatureTable.quoted(names[i])).as("_k" + i))
            .toArray(Column[]::new);
    Dataset<Row> keys = predictions.select(key);
    Dataset<Row> hashed = keys.withColumn("_hash", xxhash64(columns(width)));
    return new DoubledKeys(hashed, doubled(hashed.select("_hash"), col("_hash")));
  }

  boolean any() {
    return !hashes.isEmpty();
  }

  /** The features with every row of a doubled key marked as rejected. */
  Dataset<Row> marked(Dataset<Row> features, List<String> key) {
    Column[] columns = columns(key.size());
    Dataset<Row> doubled =
        doubled(keys.join(hashes.select("_hash"), "_hash").select(columns), columns)
            .withColumn("_doubled", lit(true))
            .drop("_times")
            .localCheckpoint();
    Column same = lit(true);
    for (int i = 0; i < key.size(); i++) {
      same = same.and(features.col(FeatureTable.quoted(key.get(i))).equalTo(col("_k" + i)));
    }
    Column reason = features.col(FeatureTable.REJECTED);
    return features
        .join(doubled, same, "left_outer")
        .withColumn(
            FeatureTable.REJECTED, when(col("_doubled").isNotNull(), lit(REASON)).otherwise(reason))
        .drop("_doubled")
        .drop(IntStream.range(0, key.size()).mapToObj(i -> "_k" + i).toArray(String[]::new));
  }

  private static Column[] columns(int width) {
    return IntStream.range(0, width).mapToObj(i -> col("_k" + i)).toArray(Column[]::new);
  }

  private static Dataset<Row> doubled(Dataset<Row> rows, Column... by) {
    Dataset<Row> counted = rows.groupBy(by).agg(count(lit(1)).as("_times"));
    return counted.filter(counted.col("_times").gt(1));
  }
}
