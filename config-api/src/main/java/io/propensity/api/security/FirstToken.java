package io.propensity.api.security;

import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first admin's token, with which the others are made. It comes from a file or from the process
 * environment, never from an argument, which every user of the machine sees. Only its hash is kept.
 */
record FirstToken(TokenHash hash) {

  static final String VARIABLE = "PROPENSITY_ADMIN_TOKEN";
  static final String SETTING = "propensity.security.bootstrap-token-file";

  private static final int SHORTEST = 32;
  // What RFC 6750 lets a bearer token be.
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /** Empty when neither the file nor the variable is given. */
  static Optional<FirstToken> in(Map<String, String> variables, SecuritySettings settings) {
    String variable = variables.getOrDefault(VARIABLE, "").strip();
    Path file = settings.bootstrapTokenFile();
    if (file == null || file.toString().isBlank()) {
      return variable.isEmpty() ? Optional.empty() : Optional.of(checked(VARIABLE, variable));
    }
    if (!variable.isEmpty()) {
      throw new ConfigurationException(
          "Both %s and %s are set: leave one of them out".formatted(VARIABLE, SETTING));
    }
    return Optional.of(checked("The file " + file, read(file)));
  }

  boolean isThatOf(String token) {
    return hash.matches(TokenHash.of(token));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new ConfigurationException(
          "%s names %s, which cannot be read: write a token of at least %d characters to it"
              .formatted(SETTING, file, SHORTEST),
          failure);
    }
  }

  /** The text is not repeated: it is a secret, though a bad one. */
  private static FirstToken checked(String source, String token) {
    if (token.length() < SHORTEST) {
      throw new ConfigurationException(
          "%s holds a token of %d characters: make one of at least %d, e.g. by openssl rand -hex 32"
              .formatted(source, token.length(), SHORTEST));
    }
    if (!FORM.matcher(token).matches()) {
      throw new ConfigurationException(
          "%s holds a token with other characters than letters, digits and -._~+/, which no client can send: make another, e.g. by openssl rand -hex 32"
              .formatted(source));
    }
    return new FirstToken(TokenHash.of(token));
  }
}
