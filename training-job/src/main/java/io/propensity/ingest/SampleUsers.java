package io.propensity.ingest;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.pipeline.Source;
import io.propensity.run.ConfigurationException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Users made by a formula, whose label follows a known probability. Each value is a hash of the
 * user's id, the seed and the column's name: the same seed gives the same users whatever the number
 * of rows and partitions. The label {@code responded} is 1 with probability {@code 1 / (1 +
 * exp(-z))}, where
 *
 * <pre>
 * z = -3.1 + 0.22 * least(frequency, 15) + 2.4 * engagement_score
 *     - 0.03 * least(days_since_last_purchase, 90) + 0.7 * is_premium
 *     + (US 0.4, GB 0.2, IN -0.3, others 0) - 0.0012 * (age - 38)^2
 * </pre>
 */
final class SampleUsers {

  static final String LABEL = "responded";

  private static final long LEAST_ROWS = 1_000;
  private static final long MOST_ROWS = 100_000_000;
  private static final long ROWS_A_PARTITION = 1_000_000;
  private static final double TO_UNIT = 0x1.0p-53;

  private final long seed;

  private SampleUsers(long seed) {
    this.seed = seed;
  }

  /** Rows by the options {@code rows} (20,000), {@code seed} (42) and {@code first_id} (1). */
  static Dataset<Row> read(SparkSession spark, Source source) {
    long rows = source.option("rows", 20_000);
    if (rows < LEAST_ROWS || rows > MOST_ROWS) {
      throw new ConfigurationException(
          "sources.raw.options.rows: %d is not between 1,000 and 100,000,000".formatted(rows));
    }
    long first = source.option("first_id", 1);
    int partitions =
        (int) Math.max(spark.sparkContext().defaultParallelism(), rows / ROWS_A_PARTITION);
    Dataset<Row> ids = spark.range(first, first + rows, 1, partitions).toDF("user_id");
    return new SampleUsers(source.option("seed", 42)).users(ids);
  }

  private Dataset<Row> users(Dataset<Row> ids) {
    return ids.withColumn("is_premium", uniform("is_premium").lt(0.2))
        .withColumn("days_since_last_purchase", least(exponential("purchase", 45), lit(365)))
        .withColumn(
            "recency",
            floor(col("days_since_last_purchase").multiply(uniform("visit"))).cast("int"))
        .withColumn(
            "frequency",
            exponential("frequency", 4).plus(1).multiply(when(col("is_premium"), 2).otherwise(1)))
        .withColumn(
            "monetary",
            round(col("frequency").multiply(uniform("basket").multiply(90).plus(10)), 2))
        .withColumn("engagement_score", round(uniform("engagement"), 3))
        .withColumn("country", country(uniform("country")))
        .withColumn("age", floor(uniform("age").multiply(63)).plus(18).cast("int"))
        .withColumn(LABEL, uniform(LABEL).lt(probability()).cast("int"))
        .select(
            "user_id",
            "recency",
            "frequency",
            "monetary",
            "engagement_score",
            "days_since_last_purchase",
            "country",
            "age",
            "is_premium",
            LABEL);
  }

  /** The chance that a user responds, of which the label is one throw. */
  static Column probability() {
    Column age = col("age").minus(38);
    Column z =
        lit(-3.1)
            .plus(least(col("frequency"), lit(15)).multiply(0.22))
            .plus(col("engagement_score").multiply(2.4))
            .minus(least(col("days_since_last_purchase"), lit(90)).multiply(0.03))
            .plus(when(col("is_premium"), 0.7).otherwise(0.0))
            .plus(
                when(col("country").equalTo("US"), 0.4)
                    .when(col("country").equalTo("GB"), 0.2)
                    .when(col("country").equalTo("IN"), -0.3)
                    .otherwise(0.0))
            .minus(age.multiply(age).multiply(0.0012));
    return lit(1.0).divide(exp(call_function("negative", z)).plus(1.0));
  }

  private static Column country(Column uniform) {
    return when(uniform.lt(0.40), "US")
        .when(uniform.lt(0.55), "GB")
        .when(uniform.lt(0.70), "DE")
        .when(uniform.lt(0.82), "FR")
        .when(uniform.lt(0.92), "IN")
        .otherwise("BR");
  }

  /** Whole numbers from 0 up, exponentially distributed before they are rounded down. */
  private Column exponential(String name, double mean) {
    return floor(log(lit(1.0).minus(uniform(name))).multiply(-mean)).cast("int");
  }

  /** 53 bits of the hash, in [0, 1). */
  private Column uniform(String name) {
    Column hash = xxhash64(col("user_id"), lit(seed), lit(name));
    return shiftrightunsigned(hash, 11).cast("double").multiply(TO_UNIT);
  }
}
