package io.propensity.system;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;

/**
 * Delta's catalog over one that knows the tables {@code crm.users} and, once it is made, {@code
 * crm.scores}, as a metastore would: Spark's own forgets what it knows with the process. Where the
 * first one lies, the setting {@link #LOCATION} says; the other lies where Spark puts it.
 */
@SuppressWarnings("overrides") // what Delta, in Scala, has for methods of Java with ...
public final class KnownDeltaTables extends DeltaCatalog {

  static final String LOCATION = "spark.propensity.test.users";

  /** Where Spark puts the table, below its directory of tables. */
  static final String SCORES = "crm.db/scores";

  private boolean known;

  @Override
  public Table loadTable(Identifier table) {
    know();
    return super.loadTable(table);
  }

  @Override
  public Table loadTable(Identifier table, String version) {
    know();
    return super.loadTable(table, version);
  }

  @Override
  public boolean tableExists(Identifier table) {
    know();
    return super.tableExists(table);
  }

  private void know() {
    if (known) {
      return;
    }
    known = true; // before the words below ask for the table
    SparkSession spark = SparkSession.active();
    spark.sql("CREATE DATABASE crm");
    spark.sql(
        "CREATE TABLE crm.users USING delta LOCATION '%s'".formatted(spark.conf().get(LOCATION)));
    Path scores = Path.of(URI.create(spark.conf().get("spark.sql.warehouse.dir"))).resolve(SCORES);
    if (Files.exists(scores)) {
      spark.sql("CREATE TABLE crm.scores USING delta LOCATION '%s'".formatted(scores));
    }
  }
}
