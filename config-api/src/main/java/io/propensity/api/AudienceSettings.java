package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.audience}: which users tables are looked into, and with how
 * much of the machine.
 *
 * @param usersTable the table of campaigns that name none
 * @param catalogType how the warehouse's Iceberg tables are listed; {@code other} is any way that
 *     the service does not read
 * @param catalogUri of a {@code jdbc} catalog; {@code sqlite} is a file in the warehouse
 * @param catalogUser who reads a {@code jdbc} catalog
 * @param catalogPassword of that user
 * @param sensitiveColumns patterns of the names of columns whose values are never shown
 * @param memoryLimit that all previews may take together, {@code 1GB}
 * @param threads of all previews together
 * @param concurrent so many previews are made at once
 * @param timeout after which a preview is given up
 * @param exactRows tables of more rows get approximate frequent values
 */
public record AudienceSettings(
    @DefaultValue("warehouse/campaign-response/raw") String usersTable,
    @DefaultValue("sqlite") CatalogType catalogType,
    @Nullable String catalogUri,
    @Nullable String catalogUser,
    @Nullable String catalogPassword,
    @DefaultValue({
          "*mail*", "*phone*", "*mobile*", "*name*", "*address*", "*street*", "*zip*", "*postal*",
          "*birth*", "*iban*", "*card*", "*ssn*", "*passport*", "*password*", "*secret*", "*token*"
        })
        List<String> sensitiveColumns,
    @DefaultValue("1GB") String memoryLimit,
    @DefaultValue("2") int threads,
    @DefaultValue("2") int concurrent,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue("5000000") long exactRows) {

  /** How the warehouse's tables are listed. */
  public enum CatalogType {
    SQLITE,
    JDBC,
    OTHER
  }

  public AudienceSettings {
    sensitiveColumns = List.copyOf(sensitiveColumns);
    catalogUri = catalogUri == null || catalogUri.isBlank() ? null : catalogUri.strip();
    if ((catalogType == CatalogType.JDBC) != (catalogUri != null)) {
      throw new ConfigurationException(
          "propensity.audience.catalog-uri goes with catalog-type jdbc: set both, e.g. jdbc:postgresql://db:5432/propensity");
    }
    if (!memoryLimit.matches("[1-9][0-9]{0,5}[KMGT]i?B")) {
      throw new ConfigurationException(
          "propensity.audience.memory-limit is '%s': write it as 512MB or 2GB"
              .formatted(memoryLimit));
    }
    requirePositive("threads", threads);
    requirePositive("concurrent", concurrent);
    requirePositive("timeout", timeout.toMillis());
    requirePositive("exact-rows", exactRows);
  }

  private static void requirePositive(String setting, long number) {
    if (number < 1) {
      throw new ConfigurationException(
          "propensity.audience.%s is %d: at least 1 is wanted".formatted(setting, number));
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "AudienceSettings[%s, %s %s, %d at once, %s, %d threads, %s]"
        .formatted(usersTable, catalogType, catalogUri, concurrent, timeout, threads, memoryLimit);
  }
}
