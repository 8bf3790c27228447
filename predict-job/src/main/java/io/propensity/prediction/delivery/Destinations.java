package io.propensity.prediction.delivery;

import io.propensity.environment.Environment;
import io.propensity.environment.Output;
import io.propensity.environment.SecretFile;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.report.RunReport;
import io.propensity.report.ScoringFigures;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.UsageException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Reads where a run's rows are to go. */
public final class Destinations {

  private Destinations() {}

  /**
   * Reads where a run's rows are to go.
   *
   * @param variables the process environment, which holds the connector's secrets
   * @throws JobException when the settings do not go together: a {@link UsageException}, or of a
   *     campaign a {@link ContractException}
   * @throws ConfigurationException when the environment does not know the connector
   */
  public static Destination of(
      Wanted wanted, Environment environment, Map<String, String> variables) {
    String format = wanted.format();
    String name = format == null ? "parquet" : format.toLowerCase(Locale.ROOT);
    if (wanted.table() != null) {
      requireNothingOfFiles(wanted, wanted.named(Asker.TABLE), format != null);
      return new TableDestination(wanted.asker(), wanted.table());
    }
    if (PublishedRun.FILES.contains(name)) {
      return new FileDestination(wanted.asker(), name, wanted.partitionBy(), wanted.sorted());
    }
    String named = wanted.named(Asker.FORMAT) + " " + name;
    requireNothingOfFiles(wanted, named, false);
    String connector =
        environment.outputs().keySet().stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .orElse(name);
    Output output = environment.outputs().get(connector);
    if (output == null) {
      throw new ConfigurationException(
          "%s: files are written as %s; for a connector write its options under outputs.%s in the environment file"
              .formatted(named, String.join(", ", PublishedRun.FILES), name));
    }
    return new ConnectorDestination(
        wanted.asker(),
        connector,
        output.options("outputs." + connector, variables, SecretFile::read));
  }

  private static void requireNothingOfFiles(Wanted wanted, String what, boolean format) {
    if (format || wanted.sorted() || !wanted.partitionBy().isEmpty()) {
      throw wanted
          .asker()
          .refused(
              "%s does not go with %s, which is for files"
                  .formatted(
                      what,
                      wanted.named(
                          format
                              ? Asker.FORMAT
                              : wanted.sorted() ? Asker.SORTED : Asker.PARTITION_BY)));
    }
  }

  /**
   * Removes the rows that a run has published in a table of a catalog.
   *
   * @throws ConfigurationException when the table's catalog is not known any more
   */
  public static void forget(SparkSession spark, RunReport report) {
    ScoringFigures figures = report.scoring();
    String table = figures == null ? null : figures.table();
    Long campaign = report.campaignId();
    if (table != null && campaign != null) {
      TableDestination.forget(spark, table, campaign, report.runId().value());
    }
  }
}
