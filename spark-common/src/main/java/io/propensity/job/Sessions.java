package io.propensity.job;

import io.propensity.artifact.SharedDirectory;
import io.propensity.environment.Environment;
import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.table.ReadFailure;
import io.propensity.table.Warehouse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import scala.Tuple2;

/**
 * The Spark session of a job: what is fixed everywhere, spark-submit's settings, the environment's.
 */
public final class Sessions {

  private static final Map<String, String> DEFAULTS =
      Map.of("spark.ui.showConsoleProgress", "false");

  /** Carries what Progress shows of tasks at work; on one machine it costs next to nothing. */
  private static final String HEARTBEAT = "spark.executor.heartbeatInterval";

  private static final String LISTENERS = "spark.extraListeners";

  /** Tells OpenLineage what a job reads and writes, where its jar is among Spark's. */
  private static final String LINEAGE = "io.openlineage.spark.agent.OpenLineageSparkListener";

  private static final Pattern SETTING = Pattern.compile("(?<![\\w.])spark\\.\\w");

  private Sessions() {}

  /**
   * Runs {@code job} in a session of its own and stops it, however the job ends.
   *
   * @throws ConfigurationException when Spark does not start with its settings
   */
  public static <T> T with(String name, Environment environment, Function<SparkSession, T> job) {
    SparkSession spark = start(name, environment);
    try {
      readSettings(spark);
      return run(spark, environment, job);
    } finally {
      spark.stop();
    }
  }

  private static <T> T run(
      SparkSession spark, Environment environment, Function<SparkSession, T> job) {
    try (Warehouse warehouse = Warehouse.open(spark, environment, System.getenv())) {
      warehouse.serve();
      return job.apply(spark);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      Optional<? extends JobException> told =
          e instanceof JobException ? Optional.empty() : ReadFailure.told(e);
      if (told.isPresent()) {
        throw told.get();
      }
      throw e;
    }
  }

  private static SparkSession start(String name, Environment environment) {
    try {
      return open(name, environment);
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  /** Has Spark read now what it would otherwise read, and refuse, in the middle of the work. */
  private static void readSettings(SparkSession spark) {
    try {
      spark.sparkContext().defaultParallelism();
      spark.sessionState();
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private static ConfigurationException refused(IllegalArgumentException e) {
    return new ConfigurationException(
        "Spark does not start with the settings that it was given: %s. Correct them under spark: in the"
                .formatted(reason(e))
            + " environment file, or among those of spark-submit",
        e);
  }

  /** The first message that names a setting: some are wrapped in ones that name classes. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (SETTING.matcher(message).find()) {
        return message;
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /**
   * The settings of SQL that a session of the environment has, before there is one.
   *
   * @throws ConfigurationException for a value that Spark does not start with
   */
  public static SQLConf sql(Environment environment) {
    SQLConf sql = new SQLConf();
    try {
      for (Tuple2<String, String> setting : settings(environment).getAll()) {
        if (setting._1().startsWith("spark.sql.")) {
          sql.setConfString(setting._1(), setting._2());
        }
      }
      return sql;
    } catch (IllegalArgumentException e) {
      throw refused(e);
    }
  }

  /** Hadoop's settings that a session of the environment has, before there is one. */
  public static Configuration hadoop(Environment environment) {
    return SparkHadoopUtil.get().newConfiguration(settings(environment));
  }

  private static SparkConf settings(Environment environment) {
    SparkConf conf = new SparkConf();
    environment.spark().forEach(conf::setIfMissing);
    DEFAULTS.forEach(conf::setIfMissing);
    Environment.FIXED_SETTINGS.forEach(conf::set);
    return conf;
  }

  private static SparkSession open(String name, Environment environment) {
    SparkConf conf = settings(environment);
    conf.set(SharedDirectory.SETTING, environment.roots().warehouse() + "/_staging");
    conf.setIfMissing("spark.master", "local[*]");
    if (conf.get("spark.master").startsWith("local")) {
      conf.setIfMissing(HEARTBEAT, "1s");
    }
    conf.setIfMissing("spark.app.name", name);
    addLineage(conf, Thread.currentThread().getContextClassLoader());
    return SparkSession.builder().config(conf).getOrCreate();
  }

  /** Has OpenLineage listen if {@code jars} has its listener. */
  static void addLineage(SparkConf conf, ClassLoader jars) {
    if (jars.getResource(LINEAGE.replace('.', '/') + ".class") == null) {
      return;
    }
    String others = conf.get(LISTENERS, "");
    if (!others.contains(LINEAGE)) {
      conf.set(LISTENERS, others.isEmpty() ? LINEAGE : others + "," + LINEAGE);
    }
  }
}
