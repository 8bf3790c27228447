package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.campaign.UsersTablePath;
import io.propensity.json.YamlFile;
import io.propensity.run.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One environment file: where things are and how Spark runs.
 *
 * @param usersTable the table of campaigns that name none, {@code warehouse/…} meaning the
 *     warehouse root, {@code lake.crm.users} a table of a catalog; null when every campaign has to
 *     name one
 * @param figures false where Java has no font to draw figures with; null means true
 * @param spark settings of the Spark session; those of {@code spark-submit} go before them
 * @param catalog of the warehouse's tables; null means the one that fits the warehouse's store
 * @param outputs Spark connectors that predictions can be written with, by their names
 * @param launcher how the service starts jobs; null where that is said to the service alone
 */
public record Environment(
    @JsonProperty("format_version") int formatVersion,
    Roots roots,
    @JsonProperty("users_table") @Nullable String usersTable,
    @Nullable Boolean figures,
    Map<String, String> spark,
    @Nullable Catalog catalog,
    @Nullable Map<String, Output> outputs,
    @JsonProperty("config_api") ConfigApi configApi,
    @Nullable Launcher launcher) {

  /** What makes times, text and marks mean the same wherever a job runs; nobody can set it. */
  public static final Map<String, String> FIXED_SETTINGS =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          // An expression of 64 levels is analysed in more than the usual 100 rounds.
          "spark.sql.analyzer.maxIterations", "1000",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.caseSensitive", "false",
          // Through it Spark sees the warehouse's tables; it has no settings of its own.
          "spark.sql.catalog.warehouse", "io.propensity.table.OpenTables",
          // The mark of published predictions is ours to write.
          "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");

  private static final Pattern FIXED_AT_START =
      Pattern.compile(
          """
          spark\\.(master
          |submit\\..*
          |jars\\.(packages|excludes|repositories|ivy.*)
          |driver\\.(cores|memory|memoryOverhead|memoryOverheadFactor|minMemoryOverhead
          |defaultJavaOptions|extraJavaOptions|extraClassPath|extraLibraryPath|userClassPathFirst))""",
          Pattern.COMMENTS);

  public Environment {
    if (formatVersion != 1) {
      throw new ConfigurationException(
          "format_version %d is unknown; this release reads 1".formatted(formatVersion));
    }
    usersTable = usersTable == null ? null : usersTable(usersTable, roots);
    spark = Map.copyOf(spark);
    outputs = outputs == null ? Map.of() : Map.copyOf(outputs);
    for (String setting : new TreeMap<>(spark).keySet()) {
      requireSetting(setting);
    }
  }

  /**
   * Reads the text of an environment file.
   *
   * @param file its name, for messages
   * @param variables what {@code ${NAME}} may name, as a rule the process environment
   */
  public static Environment parse(String file, String text, Map<String, String> variables) {
    return YamlFile.parse(file, text, variables).bind(Environment.class);
  }

  /** Whether a model gets figures; so it does unless the file says otherwise. */
  public boolean drawsFigures() {
    return figures == null || figures;
  }

  /** How the warehouse's tables are kept, with the defaults where the file says nothing. */
  public Catalog tables() {
    return catalog == null ? Catalog.DEFAULT : catalog;
  }

  @Override
  public Map<String, Output> outputs() {
    return outputs == null ? Map.of() : outputs;
  }

  /** This environment with another address of the service. */
  public Environment withConfigApiUrl(String url) {
    return new Environment(
        formatVersion,
        roots,
        usersTable,
        figures,
        spark,
        catalog,
        outputs,
        configApi.withUrl(url),
        launcher);
  }

  /**
   * The service that a job tells of what it does; empty where it tells none.
   *
   * @param url where it is, in place of the environment's; null for that one
   * @param register whether it tells the environment's where no other is named
   */
  public Optional<ConfigApi> serviceToTell(@Nullable String url, boolean register) {
    if (url != null) {
      return Optional.of(configApi.withUrl(url));
    }
    return register ? Optional.of(configApi) : Optional.empty();
  }

  /** This environment with another output root. */
  public Environment withOutput(String output) {
    Roots other =
        new Roots(roots.raw(), roots.warehouse(), roots.models(), roots.reports(), output);
    return new Environment(
        formatVersion, other, usersTable, figures, spark, catalog, outputs, configApi, launcher);
  }

  private static String usersTable(String table, Roots roots) {
    if (UsersTablePath.isOfCatalog(table)) {
      return table;
    }
    return table.startsWith("warehouse/")
        ? roots.warehouse() + table.substring("warehouse".length())
        : Roots.absolute(table);
  }

  private static void requireSetting(String setting) {
    if (!setting.startsWith("spark.")) {
      throw new ConfigurationException(
          "spark: '%s' is not a Spark setting: they begin with spark.".formatted(setting));
    }
    if (FIXED_AT_START.matcher(setting).matches()) {
      throw new ConfigurationException(
          "spark: '%s' is fixed when the driver starts: pass it to spark-submit with --conf"
              .formatted(setting));
    }
    if (setting.startsWith("spark.sql.catalog.warehouse.")) {
      throw new ConfigurationException(
          "spark: '%s' has no effect: say where the warehouse's tables are kept under catalog"
              .formatted(setting));
    }
    if (FIXED_SETTINGS.containsKey(setting)) {
      throw new ConfigurationException(
          "spark: '%s' is %s everywhere and cannot be set"
              .formatted(setting, FIXED_SETTINGS.get(setting)));
    }
  }
}
