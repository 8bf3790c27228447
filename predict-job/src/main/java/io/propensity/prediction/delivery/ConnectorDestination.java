package io.propensity.prediction.delivery;

import io.propensity.prediction.publication.PublishedRun;
import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AtomicType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Whatever a Spark connector writes to, JDBC or BigQuery for two; rows are appended.
 *
 * @param format the connector's name
 * @param options as the environment file has them, secrets filled in
 */
record ConnectorDestination(Asker asker, String format, Map<String, String> options)
    implements Destination {

  ConnectorDestination {
    options = Map.copyOf(options);
  }

  @Override
  public void check(SparkSession spark, StructType columns) {
    try {
      DataSource.lookupDataSource(format, SQLConf.get());
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new ConfigurationException(
          "%s %s: no connector of that name is among Spark's jars; formats of files are %s"
              .formatted(asker.named(Asker.FORMAT), format, String.join(", ", PublishedRun.FILES)),
          e);
    }
    for (var field : columns.fields()) {
      DataType type = field.dataType();
      boolean holds = type instanceof AtomicType || type.equals(DataTypes.NullType);
      if (format.equalsIgnoreCase("jdbc") && !holds) {
        throw asker.refused(
            "%s jdbc cannot hold column %s, which is %s; choose another format"
                .formatted(asker.named(Asker.FORMAT), field.name(), type.typeName()));
      }
    }
  }

  @Override
  public void write(Dataset<Row> rows, Rows of, String staged) {
    rows.write().format(format).options(options).mode(SaveMode.Append).save();
  }

  @Override
  public boolean appendsBlindly() {
    return true;
  }

  @Override
  public String toString() {
    return "connector " + format; // the options may hold a password
  }
}
