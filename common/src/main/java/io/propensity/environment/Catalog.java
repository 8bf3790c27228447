package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ConfigurationException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the warehouse's Apache Iceberg tables are kept. Secrets are named, never written: the file is
 * read by many and shown in messages.
 *
 * @param type {@code sqlite}, {@code hadoop}, {@code jdbc}, {@code rest}, {@code hive} or the name
 *     of a class; null or empty for the one that fits the warehouse's store
 * @param uri of the catalog, as its type wants it; null or empty where it needs none
 * @param properties the catalog's own, by Iceberg's names
 * @param secrets properties whose values are variables of the process environment, by their names:
 *     {@code jdbc.password: PROPENSITY_CATALOG_PASSWORD}; a file holds the value where the variable
 *     with {@code _FILE} behind its name is set instead
 * @param keepSnapshots so many of the last states of a table stay; 10 where null
 * @param keepHours a state younger than this stays in any case; 24 where null
 */
public record Catalog(
    @Nullable String type,
    @Nullable String uri,
    @Nullable Map<String, String> properties,
    @Nullable Map<String, String> secrets,
    @JsonProperty("keep_snapshots") @Nullable Integer keepSnapshots,
    @JsonProperty("keep_hours") @Nullable Integer keepHours) {

  /** What holds where the environment file has no {@code catalog}. */
  public static final Catalog DEFAULT = new Catalog(null, null, null, null, null, null);

  private static final Set<String> OURS = Set.of("type", "catalog-impl", "uri", "warehouse");
  private static final Set<String> TYPES = Set.of("sqlite", "hadoop", "jdbc", "rest", "hive");

  public Catalog {
    type = type == null || type.isBlank() ? null : type.strip();
    uri = uri == null || uri.isBlank() ? null : uri.strip();
    properties = properties == null ? Map.of() : Map.copyOf(properties);
    secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    keepSnapshots = keepSnapshots == null ? Integer.valueOf(10) : keepSnapshots;
    keepHours = keepHours == null ? Integer.valueOf(24) : keepHours;
    requireKnown(type);
    requireNoSecret(uri);
    properties.keySet().forEach(Catalog::requireProperty);
    requireApart(properties, secrets);
    if (keepSnapshots < 1 || keepHours < 0) {
      throw new ConfigurationException(
          "catalog.keep_snapshots must be at least 1 and catalog.keep_hours at least 0");
    }
  }

  @Override
  public Map<String, String> properties() {
    return properties == null ? Map.of() : properties;
  }

  @Override
  public Map<String, String> secrets() {
    return secrets == null ? Map.of() : secrets;
  }

  @Override
  public Integer keepSnapshots() {
    return keepSnapshots == null ? 10 : keepSnapshots;
  }

  @Override
  public Integer keepHours() {
    return keepHours == null ? 24 : keepHours;
  }

  /**
   * The catalog's properties with the secrets that the process environment holds or names.
   *
   * @param files reads a file's text by its location
   * @throws ConfigurationException when a variable is not set
   */
  public Map<String, String> properties(
      Map<String, String> variables, UnaryOperator<String> files) {
    Map<String, String> all = new TreeMap<>(properties());
    new TreeMap<>(secrets())
        .forEach(
            (property, variable) ->
                all.put(property, Secrets.value("catalog", property, variable, variables, files)));
    return all;
  }

  private static void requireKnown(@Nullable String type) {
    if (type != null && !TYPES.contains(type) && !type.contains(".")) {
      throw new ConfigurationException(
          "catalog.type '%s' is unknown; the types are %s, or the name of a class that is an Iceberg catalog"
              .formatted(type, String.join(", ", new TreeSet<>(TYPES))));
    }
  }

  private static void requireNoSecret(@Nullable String uri) {
    if (uri != null && (uri.contains("@") || Secrets.isNameOfOne(uri))) {
      throw new ConfigurationException( // not shown: it may hold a password
          "catalog.uri holds a user or a password: write the address alone, and name the variables"
              + " of both under catalog.secrets, e.g. jdbc.password: PROPENSITY_CATALOG_PASSWORD");
    }
  }

  private static void requireProperty(String property) {
    if (OURS.contains(property)) {
      throw new ConfigurationException(
          "catalog.properties.%s cannot be set there: write catalog.type, catalog.uri or roots.warehouse"
              .formatted(property));
    }
    if (Secrets.isNameOfOne(property)) {
      throw new ConfigurationException(
          "catalog.properties.%s is a secret: name the variable that holds it, e.g. catalog.secrets.%s: PROPENSITY_CATALOG_PASSWORD"
              .formatted(property, property));
    }
  }

  private static void requireApart(Map<String, String> properties, Map<String, String> secrets) {
    for (String property : new TreeMap<>(secrets).keySet()) {
      if (properties.containsKey(property) || OURS.contains(property)) {
        throw new ConfigurationException(
            "catalog.secrets.%s is set elsewhere too: keep one of them".formatted(property));
      }
    }
  }
}
