package io.propensity.table;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SQLConf;
import org.jspecify.annotations.Nullable;

/**
 * A directory of Parquet files of which only a log beside them knows which ones hold: a table of
 * Delta Lake. Read as mere files it would have rows that were deleted long ago.
 */
final class LoggedTable {

  private static final String DELTA = "delta";
  private static final String DELTA_LOG = "_delta_log";
  private static final String HUDI_LOG = ".hoodie";
  private static final Pattern VERSION =
      Pattern.compile("(\\d{20})(\\.json|\\.checkpoint(\\..*)?\\.parquet)");

  private final FileSystem files;
  private final Path path;
  private final String what;

  private LoggedTable(FileSystem files, Path path, String what) {
    this.files = files;
    this.path = path;
    this.what = what;
  }

  /**
   * The table, if the directory is one.
   *
   * @param what names it in messages
   * @throws ContractException when it is one of Apache Hudi
   */
  static Optional<LoggedTable> at(FileSystem files, Path path, String what) {
    try {
      if (files.exists(new Path(path, HUDI_LOG))) {
        throw new ContractException(
            "The %s at %s is an Apache Hudi table, whose log says which of its files hold: name it as a table of a catalog that the environment file configures"
                .formatted(what, FileSystems.display(path)));
      }
      return files.exists(new Path(path, DELTA_LOG))
          ? Optional.of(new LoggedTable(files, path, what))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + path, e);
    }
  }

  /**
   * Opens it.
   *
   * @param version null for the newest one
   * @throws ConfigurationException when Spark has no connector for it
   * @throws NotFoundException when it has no such version
   */
  Tables.Opened open(SparkSession spark, @Nullable Long version) {
    requireConnector();
    long newest =
        newest()
            .orElseThrow(
                () ->
                    new ContractException(
                        "The %s at %s has an empty Delta log: write the table again"
                            .formatted(what, FileSystems.display(path))));
    long opened = version == null ? newest : version;
    if (opened < 0 || opened > newest) {
      throw new NotFoundException(
          "The %s at %s has no version %d; its newest one is %d"
              .formatted(what, FileSystems.display(path), opened, newest));
    }
    return new Tables.Opened(
        spark.read().format(DELTA).option("versionAsOf", opened).load(path.toString()),
        opened,
        Map.of());
  }

  private void requireConnector() {
    try {
      DataSource.lookupDataSource(DELTA, SQLConf.get());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new ConfigurationException(
          "The %s at %s is a Delta Lake table, and no connector for it is among Spark's jars: add io.delta:delta-spark (--packages in SPARK_ARGS), and its extension and catalog under spark in the environment file"
              .formatted(what, FileSystems.display(path)),
          e);
    }
  }

  private OptionalLong newest() {
    try {
      return Arrays.stream(files.listStatus(new Path(path, DELTA_LOG)))
          .map(entry -> VERSION.matcher(entry.getPath().getName()))
          .filter(Matcher::matches)
          .mapToLong(version -> Long.parseLong(version.group(1)))
          .max();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + path, e);
    }
  }
}
