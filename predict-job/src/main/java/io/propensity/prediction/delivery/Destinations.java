package io.propensity.prediction.delivery;

import io.propensity.campaign.OutputSettings;
import io.propensity.environment.Environment;
import io.propensity.environment.Output;
import io.propensity.environment.SecretFile;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where a run's rows are to go. */
public final class Destinations {

  private static final String FORMAT = "--output-format";
  private static final String TABLE = "--output-table";
  private static final String PARTITION_BY = "--partition-by";
  private static final String SORTED = "--sort-by-score";

  private Destinations() {}

  /**
   * Where rows are wanted.
   *
   * @param ofCampaign whether a campaign says so, and not the command line
   * @param format of files, or a connector whose options the environment has; null for Parquet
   * @param table of a catalog, in the place of files; null for none
   */
  public record Wanted(
      boolean ofCampaign,
      @Nullable String format,
      @Nullable String table,
      List<String> partitionBy,
      boolean sorted) {

    private static final Map<String, String> OF_CAMPAIGNS =
        Map.of(
            FORMAT,
            "format",
            TABLE,
            "table",
            PARTITION_BY,
            "partition_by",
            SORTED,
            "sort_by_score");

    public Wanted {
      partitionBy = List.copyOf(partitionBy);
    }

    /** What options of the command line say. */
    public static Wanted ofOptions(
        @Nullable String format, @Nullable String table, List<String> partitionBy, boolean sorted) {
      return new Wanted(false, format, table, partitionBy, sorted);
    }

    /** What a campaign says. */
    public static Wanted of(OutputSettings output) {
      return new Wanted(
          true,
          output.format(),
          output.table(),
          Objects.requireNonNullElse(output.partitionBy(), List.of()),
          Boolean.TRUE.equals(output.sortByScore()));
    }

    /** Whether anything is said at all. */
    public boolean isAnything() {
      return format != null || table != null || sorted || !partitionBy.isEmpty();
    }

    private String named(String option) {
      return ofCampaign ? "the campaign's output." + OF_CAMPAIGNS.get(option) : option;
    }

    private JobException refused(String message) {
      return ofCampaign ? new ContractException(message) : new UsageException(message);
    }
  }

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
      requireNothingOfFiles(wanted, wanted.named(TABLE), format != null);
      return new TableDestination(wanted.table());
    }
    if (PublishedRun.FILES.contains(name)) {
      return new FileDestination(name, wanted.partitionBy(), wanted.sorted());
    }
    String named = wanted.named(FORMAT) + " " + name;
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
        connector, output.options("outputs." + connector, variables, SecretFile::read));
  }

  private static void requireNothingOfFiles(Wanted wanted, String what, boolean format) {
    if (format || wanted.sorted() || !wanted.partitionBy().isEmpty()) {
      throw wanted.refused(
          "%s does not go with %s, which is for files"
              .formatted(
                  what, wanted.named(format ? FORMAT : wanted.sorted() ? SORTED : PARTITION_BY)));
    }
  }
}
