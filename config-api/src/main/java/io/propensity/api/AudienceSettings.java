package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.audience}: with how much of the machine users tables are
 * looked into, and what is never shown of them.
 *
 * @param sensitiveColumns patterns of the names of columns whose values are never shown
 * @param memoryLimit that all previews may take together, {@code 1GB}
 * @param threads of all previews together
 * @param concurrent so many previews are made at once
 * @param timeout after which a preview is given up
 * @param exactRows tables of more rows get approximate frequent values
 */
public record AudienceSettings(
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

  public AudienceSettings {
    sensitiveColumns = List.copyOf(sensitiveColumns);
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
}
