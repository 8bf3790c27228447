package io.propensity.test;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import org.apache.spark.sql.sources.TableScan;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands in for Google's connector under its name. What is read are the options that it was given,
 * a row each; what is written last to a table lies at {@link #written}, with the mode and the
 * options beside each row. Names of options are in lower case.
 */
public final class StubBigQuery
    implements DataSourceRegister, RelationProvider, CreatableRelationProvider {

  /** Where the Parquet files are of what was written to a table. */
  public static String written(String table) {
    return "target/bigquery/" + table;
  }

  @Override
  public String shortName() {
    return "bigquery";
  }

  @Override
  public BaseRelation createRelation(
      SQLContext context, scala.collection.immutable.Map<String, String> parameters) {
    return new Options(context.sparkSession(), options(parameters));
  }

  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> rows) {
    Map<String, String> options = options(parameters);
    List<Column> entries = new ArrayList<>();
    options.forEach((name, value) -> entries.addAll(List.of(lit(name), lit(value))));
    rows.withColumn("mode", lit(mode.toString()))
        .withColumn("options", functions.map(entries.toArray(Column[]::new)))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(written(String.valueOf(options.get("table"))));
    return new Options(context.sparkSession(), options);
  }

  private static Map<String, String> options(
      scala.collection.immutable.Map<String, String> parameters) {
    Map<String, String> options = new TreeMap<>();
    CollectionConverters.asJava(parameters)
        .forEach((name, value) -> options.put(name.toLowerCase(Locale.ROOT), value));
    return options;
  }

  private static final class Options extends BaseRelation implements TableScan {

    private final SparkSession session;
    private final Map<String, String> options;

    private Options(SparkSession session, Map<String, String> options) {
      this.session = session;
      this.options = options;
    }

    @Override
    public SQLContext sqlContext() {
      return session.sqlContext();
    }

    @Override
    public StructType schema() {
      return StructType.fromDDL("name STRING, value STRING");
    }

    @Override
    public RDD<Row> buildScan() {
      List<Row> rows =
          options.entrySet().stream()
              .map(option -> RowFactory.create(option.getKey(), option.getValue()))
              .toList();
      return session.createDataFrame(rows, schema()).rdd();
    }
  }
}
