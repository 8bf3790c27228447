package io.propensity.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the service is reached.
 *
 * @param url scheme, host, port and path alone: it appears in messages, and so holds no secret
 * @param timeoutSeconds for connecting and for each answer
 * @param attempts how often a request is tried in all; the pause before a further try doubles from
 *     half a second
 * @param token by which the service knows the job; null or empty for none
 * @param tokenFile a file that holds it instead, a local path or a URI of a Hadoop file system
 */
public record ConfigApi(
    String url,
    @JsonProperty("timeout_seconds") int timeoutSeconds,
    int attempts,
    @Nullable String token,
    @JsonProperty("token_file") @Nullable String tokenFile) {

  // What RFC 6750 lets a bearer token be.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  public ConfigApi {
    requireAddress(url);
    url = url.replaceFirst("/+$", "");
    if (timeoutSeconds < 1 || attempts < 1) {
      throw new ConfigurationException(
          "config_api.timeout_seconds and config_api.attempts must be at least 1");
    }
    token = token == null || token.isBlank() ? null : token.strip();
    tokenFile = tokenFile == null || tokenFile.isBlank() ? null : tokenFile.strip();
    if (token != null && tokenFile != null) {
      throw new ConfigurationException(
          "config_api.token and config_api.token_file are both set: leave one of them out");
    }
    if (token != null) {
      requireToken("config_api.token", token);
    }
  }

  /** A service that wants no token. */
  public ConfigApi(String url, int timeoutSeconds, int attempts) {
    this(url, timeoutSeconds, attempts, null, null);
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

  /** The text is not repeated: it is a secret. */
  private static void requireToken(String source, String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new ConfigurationException(
          "%s holds no token: one is of letters, digits and -._~+/, on one line".formatted(source));
    }
  }

  public ConfigApi withUrl(String other) {
    return new ConfigApi(other, timeoutSeconds, attempts, token, tokenFile);
  }

  /**
   * The token to send, read from its file where it is in one.
   *
   * @param files reads a file's text by its location
   * @throws ConfigurationException when the file holds none
   */
  public Optional<String> bearer(UnaryOperator<String> files) {
    if (tokenFile == null) {
      return Optional.ofNullable(token);
    }
    String text = files.apply(tokenFile).strip();
    requireToken(tokenFile, text);
    return Optional.of(text);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ConfigApi[url=%s, timeoutSeconds=%d, attempts=%d, token=%s, tokenFile=%s]"
        .formatted(url, timeoutSeconds, attempts, token == null ? "none" : "***", tokenFile);
  }
}
