package io.propensity.prediction.delivery;

import io.propensity.environment.Environment;
import io.propensity.environment.Output;
import io.propensity.environment.SecretFile;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.run.ConfigurationException;
import io.propensity.run.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where a run's rows are to go. */
public final class Destinations {

  private Destinations() {}

  /**
   * The destination that a command line names.
   *
   * @param format of files, or a connector whose options the environment has; null for Parquet
   * @param table of a catalog, in the place of files; null for none
   * @param variables the process environment, which holds the connector's secrets
   * @throws UsageException when the options do not go together
   * @throws ConfigurationException when the environment does not know the connector
   */
  public static Destination of(
      @Nullable String format,
      @Nullable String table,
      List<String> partitionBy,
      boolean sorted,
      Environment environment,
      Map<String, String> variables) {
    String name = format == null ? "parquet" : format.toLowerCase(Locale.ROOT);
    if (table != null) {
      requireNothingOfFiles("--output-table", format != null, partitionBy, sorted);
      return new TableDestination(table);
    }
    if (PublishedRun.FILES.contains(name)) {
      return new FileDestination(name, partitionBy, sorted);
    }
    requireNothingOfFiles("--output-format " + name, false, partitionBy, sorted);
    String connector =
        environment.outputs().keySet().stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .orElse(name);
    Output output = environment.outputs().get(connector);
    if (output == null) {
      throw new ConfigurationException(
          "--output-format %s: files are written as %s; for a connector write its options under outputs.%s in the environment file"
              .formatted(name, String.join(", ", PublishedRun.FILES), name));
    }
    return new ConnectorDestination(
        connector, output.options("outputs." + connector, variables, SecretFile::read));
  }

  private static void requireNothingOfFiles(
      String what, boolean format, List<String> partitionBy, boolean sorted) {
    if (format || sorted || !partitionBy.isEmpty()) {
      throw new UsageException(
          "%s does not go with %s, which is for files"
              .formatted(
                  what,
                  format ? "--output-format" : sorted ? "--sort-by-score" : "--partition-by"));
    }
  }
}
