package io.propensity.prediction.delivery;

import static org.apache.spark.sql.functions.col;

import io.propensity.campaign.UsersTablePath;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table of a catalog for the runs of all campaigns, partitioned by campaign and run. A run's
 * rows take the place of those that an attempt with its run id has left there, in one atomic
 * commit: so they are there once, whatever happened before.
 *
 * @param name {@code lake.marketing.scores}
 */
record TableDestination(Asker asker, String name) implements Destination {

  private static final Logger LOG = LoggerFactory.getLogger(TableDestination.class);

  TableDestination {
    if (!UsersTablePath.isOfCatalog(name)) {
      throw asker.refused(
          "%s '%s' is not the name of a catalog's table, e.g. lake.marketing.scores"
              .formatted(asker.named(Asker.TABLE), name));
    }
  }

  @Override
  public void check(SparkSession spark, StructType columns) {
    requireCatalog(spark, asker.named(Asker.TABLE), name);
    if (spark.catalog().tableExists(name)) {
      requireSame(spark.read().table(name).schema(), columns);
    }
  }

  private static void requireCatalog(SparkSession spark, String what, String table) {
    String catalog = table.substring(0, table.indexOf('.'));
    if (!spark.conf().contains("spark.sql.catalog." + catalog)) {
      throw new ConfigurationException(
          "%s %s: Spark does not know the catalog '%s'; set spark.sql.catalog.%s in the environment file"
              .formatted(what, table, catalog, catalog));
    }
  }

  private void requireSame(StructType there, StructType columns) {
    Map<String, StructField> fields =
        Arrays.stream(there.fields())
            .collect(
                Collectors.toMap(
                    field -> field.name().toLowerCase(Locale.ROOT), Function.identity()));
    List<String> faults = new ArrayList<>();
    for (StructField column : columns.fields()) {
      StructField field = fields.remove(column.name());
      if (field == null) {
        faults.add("it has no column " + column.name());
      } else if (!column.dataType().equals(DataTypes.NullType)
          && !field.dataType().sameType(column.dataType())) {
        faults.add(
            "its column %s is %s, and not %s"
                .formatted(column.name(), field.dataType().sql(), column.dataType().sql()));
      }
    }
    fields.keySet().stream()
        .sorted()
        .forEach(rest -> faults.add("nothing fills its column " + rest));
    if (!faults.isEmpty()) {
      throw new ContractException(
          "The table %s does not fit the predictions: %s. Alter it, or name another one"
              .formatted(name, String.join("; ", faults)));
    }
  }

  @Override
  public void write(Dataset<Row> rows, Rows of, String staged) {
    try {
      if (!rows.sparkSession().catalog().tableExists(name)) {
        rows.limit(0).writeTo(name).partitionedBy(col("campaign_id"), col("run_id")).create();
      }
    } catch (TableAlreadyExistsException e) {
      check(rows.sparkSession(), rows.schema()); // another run made it just now
    }
    try {
      rows.writeTo(name).overwrite(those(of.campaignId(), of.runId()));
    } catch (NoSuchTableException e) {
      throw new ContractException(
          "The table %s was dropped while the run was at work: run again".formatted(name), e);
    }
  }

  /**
   * Has nothing take the place of a run's rows, in one commit, if their table is still there.
   *
   * @throws ConfigurationException when its catalog is not known any more
   */
  static void forget(SparkSession spark, String table, long campaignId, String runId) {
    requireCatalog(spark, "--keep-runs is to remove run %s from".formatted(runId), table);
    if (!spark.catalog().tableExists(table)) {
      return;
    }
    try {
      spark.read().table(table).limit(0).writeTo(table).overwrite(those(campaignId, runId));
    } catch (NoSuchTableException e) {
      LOG.warn("The table {} was dropped, and with it the rows of run {}", table, runId);
    }
  }

  private static Column those(long campaignId, String runId) {
    return col("campaign_id").equalTo(campaignId).and(col("run_id").equalTo(runId));
  }

  @Override
  public String format() {
    return "table";
  }

  @Override
  public Optional<String> table() {
    return Optional.of(name);
  }
}
