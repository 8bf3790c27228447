package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.notification}.
 *
 * @param keyFile a file with the key under which secrets of webhooks are kept
 * @param allowHttp whether webhooks may be plain HTTP
 * @param allowedNetworks of the service's own, that webhooks may reach all the same: {@code
 *     10.1.0.0/16}
 * @param tries after so many a notification is given up
 * @param firstRetry after the first try that failed; each further wait is four times as long, and
 *     six hours at most
 * @param timeout of one try
 * @param file where each notification becomes a line of JSON
 * @param mail who is written to
 */
public record NotificationSettings(
    @Nullable Path keyFile,
    @DefaultValue("false") boolean allowHttp,
    @DefaultValue List<String> allowedNetworks,
    @DefaultValue("8") int tries,
    @DefaultValue("1m") Duration firstRetry,
    @DefaultValue("10s") Duration timeout,
    @Nullable Path file,
    @DefaultValue Mail mail) {

  /**
   * The settings under {@code propensity.notification.mail}; the server is {@code spring.mail}.
   *
   * @param to nobody: no mail is sent
   */
  public record Mail(@DefaultValue List<String> to, @Nullable String from) {

    public Mail {
      to = List.copyOf(to);
      if (!to.isEmpty() && (from == null || from.isBlank())) {
        throw new ConfigurationException(
            "propensity.notification.mail.to is set: set propensity.notification.mail.from too");
      }
    }
  }

  private static final int MOST_TRIES = 50;

  public NotificationSettings {
    allowedNetworks = List.copyOf(allowedNetworks);
    if (tries < 1 || tries > MOST_TRIES) {
      throw new ConfigurationException(
          "propensity.notification.tries is %d: set it from 1 to %d".formatted(tries, MOST_TRIES));
    }
    requirePositive("propensity.notification.first-retry", firstRetry);
    requirePositive("propensity.notification.timeout", timeout);
  }

  private static void requirePositive(String setting, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new ConfigurationException(
          "%s is %d ms: set it above 0".formatted(setting, duration.toMillis()));
    }
  }
}
