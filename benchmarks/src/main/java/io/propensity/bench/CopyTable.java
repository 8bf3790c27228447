package io.propensity.bench;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A bare Spark application that reads the users and writes rows of the shape that a prediction run
 * publishes. A process of its own.
 */
public final class CopyTable {

  private CopyTable() {}

  /** Arguments: Parquet files, an empty place. */
  public static void main(String[] arguments) {
    SparkSession spark = SparkSession.builder().config("spark.ui.enabled", "false").getOrCreate();
    Dataset<Row> users = spark.read().parquet(arguments[0]);
    users
        .select(
            users.col("user_id"),
            users.col("engagement_score").as("prediction_score"),
            functions.lit(1L).as("campaign_id"),
            functions.lit(1).as("model_version"),
            functions.lit("bare").as("run_id"),
            functions.current_timestamp().as("scored_at"))
        .write()
        .mode("overwrite")
        .parquet(arguments[1]);
    spark.stop();
  }
}
