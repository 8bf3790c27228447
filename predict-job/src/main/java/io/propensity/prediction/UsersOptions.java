package io.propensity.prediction;

import io.propensity.prediction.users.InputTable;
import io.propensity.prediction.users.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a run scores. */
final class UsersOptions {

  @Option(
      names = "--users",
      paramLabel = "TABLE",
      description = {
        "The users table: a path, a URI, or a table of a catalog such as lake.crm.users; goes before",
        "the campaign's and the environment's, and puts the campaign's users aside."
      })
  @Nullable String users;

  @Option(
      names = "--users-format",
      paramLabel = "FORMAT",
      description = {
        "parquet, orc or csv, whose files begin with a header (default: the campaign's users.format, or",
        "as they are named)."
      })
  private InputTable.@Nullable Format format;

  @Option(
      names = "--users-schema",
      paramLabel = "DDL",
      description = {
        "The columns of CSV files: 'user_id BIGINT, country STRING' (default: the campaign's",
        "users.schema)."
      })
  private @Nullable String schema;

  @Option(
      names = "--users-partition",
      paramLabel = "COLUMN=VALUE",
      split = ",",
      description = {
        "Reads that part of the table alone, e.g. ds=2026-11-24 (default: the campaign's",
        "users.partition)."
      })
  private Map<String, String> partition = new LinkedHashMap<>();

  @Option(
      names = "--users-snapshot",
      paramLabel = "ID",
      description = {
        "Reads a table of a catalog as it was in that version (default: the campaign's users.snapshot)."
      })
  private @Nullable String snapshot;

  @Option(
      names = "--newest-by",
      paramLabel = "COLUMN",
      description = {
        "Of the rows with one key the one with the greatest value holds; without this none",
        "(default: the campaign's newest_by)."
      })
  @Nullable String newestBy;

  @Option(
      names = "--sample",
      paramLabel = "SHARE",
      description = "A trial: scores that share of the audience, the same users every time.")
  private @Nullable Double sample;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "A trial: scores at most N rows of the audience.")
  private @Nullable Integer limit;

  @Option(
      names = "--max-rejected",
      paramLabel = "N",
      description = "Publishes nothing when more rows are rejected: a share below 1, or a number.")
  private @Nullable Double maxRejected;

  @Option(
      names = "--max-drift",
      paramLabel = "PSI",
      description = {
        "Publishes nothing when a feature or the scores drifted further from the training's rows, e.g.",
        "0.25 (default: the campaign's max_drift)."
      })
  private @Nullable Double maxDrift;

  InputTable table() {
    return new InputTable(InputTable.Role.USERS, format, schema, partition, snapshot);
  }

  Part part() {
    return new Part(sample, limit);
  }

  Tolerances tolerances() {
    return new Tolerances(maxRejected, maxDrift);
  }
}
