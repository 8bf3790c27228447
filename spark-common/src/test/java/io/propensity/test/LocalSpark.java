package io.propensity.test;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** A small local Spark session that all tests of a module share; it ends with the JVM. */
public final class LocalSpark {

  private LocalSpark() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.heartbeatInterval", "1s")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.analyzer.maxIterations", "1000")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.catalog.warehouse", "io.propensity.table.OpenTables")
        .config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
        .config("spark.sql.warehouse.dir", Path.of("target/spark-warehouse").toUri().toString())
        .getOrCreate();
  }
}
