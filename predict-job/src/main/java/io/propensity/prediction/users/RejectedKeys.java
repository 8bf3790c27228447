package io.propensity.prediction.users;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The keys of an audience that get no prediction, with the reason; read only when there are any.
 */
public final class RejectedKeys {

  /** Why a row without a key is rejected. */
  public static final String NULL_KEY = "null_key";

  private RejectedKeys() {}

  /** The key's columns and {@code reason}. */
  public static Dataset<Row> of(Dataset<Row> features, List<String> key) {
    Column rejected = features.col(FeatureTable.REJECTED);
    Column reason = rejected;
    List<Column> columns = new ArrayList<>();
    for (String name : key) {
      Column column = features.col(FeatureTable.quoted(name));
      columns.add(column);
      reason = when(column.isNull(), lit(NULL_KEY)).otherwise(reason);
    }
    columns.add(coalesce(reason, lit("")).as("reason"));
    Dataset<Row> keys = features.select(columns.toArray(Column[]::new));
    return keys.filter(keys.col("reason").notEqual(""));
  }

  /** The key's columns of rows that have a key, and a value that cannot be used. */
  public static Dataset<Row> unusable(Dataset<Row> features, List<String> key) {
    Dataset<Row> rejected = of(features, key);
    return rejected.filter(rejected.col("reason").notEqual(NULL_KEY)).drop("reason");
  }
}
