package io.propensity.job;

import io.propensity.environment.Environment;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session of a job: what is fixed everywhere, spark-submit's settings, the environment's.
 */
public final class Sessions {

  private static final Map<String, String> DEFAULTS =
      Map.of("spark.ui.showConsoleProgress", "false");

  private Sessions() {}

  /** Runs {@code job} in a session of its own and stops it, however the job ends. */
  public static <T> T with(String name, Environment environment, Function<SparkSession, T> job) {
    SparkSession spark = open(name, environment);
    try {
      return job.apply(spark);
    } finally {
      spark.stop();
    }
  }

  private static SparkSession open(String name, Environment environment) {
    SparkConf conf = new SparkConf();
    environment.spark().forEach(conf::setIfMissing);
    DEFAULTS.forEach(conf::setIfMissing);
    Environment.FIXED_SETTINGS.forEach(conf::set);
    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", name);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
