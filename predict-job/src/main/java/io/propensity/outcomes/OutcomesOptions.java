package io.propensity.outcomes;

import io.propensity.outcomes.observation.OutcomeColumns;
import io.propensity.prediction.users.InputTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the outcomes are, and what their columns mean. */
final class OutcomesOptions {

  @Option(
      names = "--outcomes",
      required = true,
      paramLabel = "TABLE",
      description = {
        "Who responded, one row a user: a path, a URI, or a table of a catalog such as lake.crm.orders.",
        "It has the key of the users table. Users of the run whom it does not list did not respond."
      })
  String outcomes = "";

  @Option(
      names = "--response",
      paramLabel = "COLUMN",
      description = {
        "The column that says who responded: BOOLEAN, 0 and 1, or any with --positive; where it is empty",
        "nobody knows, and the user is left out (default: whoever is listed responded)."
      })
  private @Nullable String response;

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "The value of --response that is a response, e.g. bought.")
  private @Nullable String positive;

  @Option(
      names = "--treated",
      paramLabel = "COLUMN",
      description = {
        "The column, BOOLEAN or 0 and 1, that says who was treated (default: all but the run's control",
        "group; without one, everybody was treated, and there is no uplift)."
      })
  private @Nullable String treated;

  @Option(
      names = "--outcomes-format",
      paramLabel = "FORMAT",
      description =
          "parquet, orc or csv, whose files begin with a header (default: as they are named).")
  private InputTable.@Nullable Format format;

  @Option(
      names = "--outcomes-schema",
      paramLabel = "DDL",
      description = "The columns of CSV files: 'user_id BIGINT, bought BOOLEAN'.")
  private @Nullable String schema;

  @Option(
      names = "--outcomes-partition",
      paramLabel = "COLUMN=VALUE",
      split = ",",
      description = "Reads that part of the table alone, e.g. campaign=7.")
  private Map<String, String> partition = new LinkedHashMap<>();

  @Option(
      names = "--outcomes-snapshot",
      paramLabel = "ID",
      description = "Reads a table of a catalog as it was in that version.")
  private @Nullable String snapshot;

  InputTable table() {
    return new InputTable(InputTable.Role.OUTCOMES, format, schema, partition, snapshot);
  }

  OutcomeColumns columns() {
    return new OutcomeColumns(response, positive, treated);
  }
}
