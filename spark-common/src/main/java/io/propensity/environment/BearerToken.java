package io.propensity.environment;

import java.util.Optional;

/** The token that a job sends to the service. */
public final class BearerToken {

  private BearerToken() {}

  /**
   * The token, read from its file where it is in one.
   *
   * @throws io.propensity.run.ConfigurationException when the file holds none
   */
  public static Optional<String> of(ConfigApi api) {
    return api.bearer(
        file ->
            TextFile.read(
                file, "token file", "write the token to it, or look at config_api.token_file"));
  }
}
