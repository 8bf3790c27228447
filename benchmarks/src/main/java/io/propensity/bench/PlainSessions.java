package io.propensity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.to_date;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What somebody who writes it by hand does to events: reads the CSV, writes it by day, and writes a
 * row a session with its label. Nothing is counted, checked or recorded.
 */
public final class PlainSessions {

  private PlainSessions() {}

  /**
   * Runs in a process of its own.
   *
   * @param arguments the CSV files, an empty directory, the schema as DDL, the pipeline's folder
   */
  public static void main(String[] arguments) throws IOException {
    SparkSession spark =
        SparkSession.builder()
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    String events = arguments[1] + "/events";
    spark
        .read()
        .schema(arguments[2])
        .option("header", "true")
        .option("timestampFormat", "yyyy-MM-dd HH:mm:ss 'UTC'")
        .csv(arguments[0])
        .withColumn("day", to_date(col("event_time")))
        .write()
        .partitionBy("day")
        .parquet(events);
    spark.read().parquet(events).createOrReplaceTempView("raw");
    Dataset<Row> features = spark.sql(sql(arguments[3], "features.sql"));
    Dataset<Row> labels = spark.sql(sql(arguments[3], "label.sql"));
    features
        .join(labels, "user_session")
        .withColumn("carts_per_view", expr("try_divide(carts, views)"))
        .withColumn("price_spread", expr("max_price - min_price"))
        .withColumn("seconds_per_event", expr("try_divide(seconds, events)"))
        .withColumn("weekend", expr("weekday >= 6"))
        .write()
        .parquet(arguments[1] + "/features");
    spark.stop();
  }

  private static String sql(String folder, String file) throws IOException {
    return Files.readString(Path.of(folder, file));
  }
}
