package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * How the service is reached.
 *
 * @param url scheme, host, port and path alone: it appears in messages, and so holds no secret
 * @param timeoutSeconds for connecting and for each answer
 * @param attempts how often a request is tried in all; the pause before a further try doubles from
 *     half a second
 */
public record ConfigApi(
    String url, @JsonProperty("timeout_seconds") int timeoutSeconds, int attempts) {

  public ConfigApi {
    requireAddress(url);
    url = url.replaceFirst("/+$", "");
    if (timeoutSeconds < 1 || attempts < 1) {
      throw new ConfigurationException(
          "config_api.timeout_seconds and config_api.attempts must be at least 1");
    }
  }

  private static void requireAddress(String url) {
    if (url.matches("(?s).*[@?#].*")) { // not shown: it may hold a password
      throw new ConfigurationException(
          "config_api.url holds a user, a query or a fragment, none of which is ever sent: write the"
              + " address alone, e.g. http://localhost:8080");
    }
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getPort() <= 65_535) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new ConfigurationException(refusal(url), e);
    }
    throw new ConfigurationException(refusal(url));
  }

  private static String refusal(String url) {
    return "config_api.url '%s' is not an http or https address, e.g. http://localhost:8080"
        .formatted(url);
  }

  public ConfigApi withUrl(String other) {
    return new ConfigApi(other, timeoutSeconds, attempts);
  }
}
