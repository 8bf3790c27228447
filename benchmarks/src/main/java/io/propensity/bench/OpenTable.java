package io.propensity.bench;

import io.propensity.environment.EnvironmentFile;
import io.propensity.job.Sessions;
import io.propensity.table.Tables;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The start of a job: a session, a table opened, its first rows. A process of its own. */
public final class OpenTable {

  private OpenTable() {}

  /** Arguments: an environment file, a table's place. */
  public static void main(String[] arguments) {
    long rows =
        Sessions.with(
            "open a table",
            EnvironmentFile.read(arguments[0], Map.of()),
            spark -> {
              Dataset<Row> table = Tables.read(spark, "table", arguments[1], "make it");
              return table.filter("age > 25").count();
            });
    System.out.println(rows);
  }
}
