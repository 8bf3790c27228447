package io.propensity.table;

import io.propensity.environment.Environment;
import io.propensity.environment.HadoopPaths;
import io.propensity.environment.SecretFile;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/** Makes the Iceberg catalog that the environment file asks for, or the one that fits the store. */
final class CatalogConnection implements AutoCloseable {

  private static final String SQLITE = "jdbc:sqlite:";

  /** Of two processes that write to the file at once, one waits so long for the other. */
  private static final String BUSY_MILLISECONDS = "60000";

  /** What a JDBC catalog adds to its first table when it finds the database empty. */
  private static final String ADDED_COLUMN = "iceberg_type";

  /** A catalog in one database holds the tables of one warehouse; the name tells them apart. */
  private static final String NAME = "warehouse";

  private final Environment environment;
  private final Map<String, String> properties;
  private final Configuration hadoop;
  private @Nullable Catalog catalog;

  /**
   * What the environment asks for; nothing is opened yet.
   *
   * @throws ConfigurationException when the settings are wrong
   */
  CatalogConnection(Environment environment, Map<String, String> variables, Configuration hadoop) {
    this.environment = environment;
    this.properties = properties(environment, variables);
    this.hadoop = hadoop;
  }

  /** Whether there can be no table yet, so that who only looks need not make a catalog. */
  boolean isUnwritten() {
    return catalog == null && file().filter(file -> !Files.exists(file)).isPresent();
  }

  /** The catalog, opened when it is first asked for. */
  synchronized Catalog catalog() {
    if (catalog == null) {
      catalog = open();
    }
    return catalog;
  }

  @Override
  public synchronized void close() {
    if (catalog instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close the table catalog", e);
      }
    }
    catalog = null;
  }

  private Catalog open() {
    try {
      if (file().isPresent()) {
        Files.createDirectories(file().get().getParent());
      }
      return build();
    } catch (IOException e) {
      throw new ConfigurationException(
          "The warehouse root %s cannot be made: may this user write there?"
              .formatted(environment.roots().warehouse()),
          e);
    } catch (UncheckedSQLException | RESTException e) {
      throw failure(e);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The table catalog cannot be opened: %s; see catalog in the environment file"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Builds the catalog, twice where another process makes the same database's tables in this very
   * moment: a JDBC catalog looks for its column and adds it in two steps, and who comes second
   * finds it added.
   */
  private Catalog build() {
    try {
      return CatalogUtil.buildIcebergCatalog(NAME, properties, hadoop);
    } catch (UncheckedSQLException e) {
      if (!reason(e).contains(ADDED_COLUMN)) {
        throw e;
      }
      return CatalogUtil.buildIcebergCatalog(NAME, properties, hadoop);
    }
  }

  private Optional<java.nio.file.Path> file() {
    String uri = properties.getOrDefault(CatalogProperties.URI, "");
    return uri.startsWith(SQLITE)
        ? Optional.of(java.nio.file.Path.of(uri.substring(SQLITE.length())))
        : Optional.empty();
  }

  static Map<String, String> properties(Environment environment, Map<String, String> variables) {
    io.propensity.environment.Catalog settings = environment.tables();
    Path warehouse = HadoopPaths.of(environment.roots().warehouse());
    Map<String, String> properties = new HashMap<>();
    String type = settings.type() == null ? fitting(warehouse) : settings.type();
    switch (type) {
      case "sqlite" -> sqlite(properties, warehouse, settings.uri());
      case "jdbc" -> {
        require(settings.uri(), "jdbc", "jdbc:postgresql://db:5432/propensity");
        properties.put("type", "jdbc");
        properties.put("jdbc.schema-version", "V1");
      }
      case "rest" -> {
        require(settings.uri(), "rest", "https://catalog.example.com");
        properties.put("type", "rest");
      }
      case "hadoop", "hive" -> properties.put("type", type);
      default -> properties.put(CatalogProperties.CATALOG_IMPL, type);
    }
    if (settings.uri() != null) {
      properties.put(CatalogProperties.URI, settings.uri());
    }
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, warehouse.toString());
    properties.putAll(settings.properties(variables, SecretFile::read));
    return properties;
  }

  private static String fitting(Path warehouse) {
    return switch (scheme(warehouse)) {
      case "file" -> "sqlite";
      case "hdfs", "viewfs" -> "hadoop";
      default ->
          throw new ConfigurationException(
              ("The warehouse %s lies in a store that renames nothing in one step: say catalog:"
                      + " {type: jdbc, uri: jdbc:postgresql://HOST/DATABASE} in the environment file")
                  .formatted(warehouse));
    };
  }

  private static void sqlite(Map<String, String> properties, Path warehouse, @Nullable String uri) {
    if (!scheme(warehouse).equals("file")) {
      throw new ConfigurationException(
          "catalog.type sqlite is a file in the warehouse, and %s is no local disk: write another type"
              .formatted(warehouse));
    }
    if (uri != null) {
      throw new ConfigurationException(
          "catalog.uri: the type sqlite needs none, its file is catalog.db in the warehouse");
    }
    java.nio.file.Path file = java.nio.file.Path.of(warehouse.toUri().getPath(), "catalog.db");
    properties.put("type", "jdbc");
    properties.put(CatalogProperties.URI, SQLITE + file);
    properties.put("jdbc.schema-version", "V1");
    properties.put("jdbc.busy_timeout", BUSY_MILLISECONDS);
  }

  private static void require(@Nullable String uri, String type, String example) {
    if (uri == null) {
      throw new ConfigurationException(
          "catalog.uri is missing: the type %s needs it, e.g. %s".formatted(type, example));
    }
  }

  /** What is said when the catalog does not answer as it should. */
  RuntimeException failure(RuntimeException e) {
    Optional<ContractException> broken = ReadFailure.brokenFile(e);
    if (broken.isPresent()) {
      return broken.get();
    }
    Optional<JobException> refused =
        CatalogFailure.of(e).filter(ConfigurationException.class::isInstance);
    if (refused.isPresent()) {
      return refused.get();
    }
    String reason = reason(e);
    String where = Objects.requireNonNullElse(environment.tables().uri(), "in the warehouse");
    return reason.contains("No suitable driver")
        ? new ConfigurationException(
            "The table catalog %s has no driver on Spark's class path: add its jar to Spark's jars, or --packages to SPARK_ARGS"
                .formatted(where),
            e)
        : new UnavailableException(
            "The table catalog %s cannot be reached: %s".formatted(where, reason), e);
  }

  private static String reason(Throwable failure) {
    String reason = "";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return reason;
  }

  private static String scheme(Path path) {
    return path.toUri().getScheme();
  }
}
