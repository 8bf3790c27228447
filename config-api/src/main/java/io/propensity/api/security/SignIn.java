package io.propensity.api.security;

import io.propensity.api.PropensitySettings;
import io.propensity.api.SecuritySettings;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * How people sign in to the console: at the issuer, as the client that the settings name. The
 * issuer is asked where that is when the first comes, so that the service starts without it.
 */
@Component
class SignIn implements ClientRegistrationRepository {

  static final String NAME = "propensity";
  static final String ADDRESS = "/oauth2/authorization/" + NAME;

  private final SecuritySettings settings;
  private final @Nullable String secret;
  private volatile @Nullable ClientRegistration known;

  SignIn(PropensitySettings settings) {
    this.settings = settings.security();
    this.secret = secret(this.settings.clientSecretFile());
  }

  static @Nullable String secret(@Nullable Path file) {
    if (file == null) {
      return null;
    }
    String secret = read(file);
    if (secret.isEmpty()) {
      throw new ConfigurationException(
          "propensity.security.client-secret-file names %s, which is empty: write the client's secret to it, or leave it out for a client without one"
              .formatted(file));
    }
    return secret;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new ConfigurationException(
          "propensity.security.client-secret-file names %s, which cannot be read: write the client's secret to it, or leave it out for a client without one"
              .formatted(file),
          failure);
    }
  }

  boolean isConfigured() {
    return settings.issuerUri() != null && settings.clientId() != null;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String name) {
    if (!isConfigured() || !name.equals(NAME)) {
      return null;
    }
    ClientRegistration registration = known;
    if (registration == null) {
      registration = discovered();
      known = registration;
    }
    return registration;
  }

  private ClientRegistration discovered() {
    ClientRegistration.Builder builder =
        ClientRegistrations.fromOidcIssuerLocation(String.valueOf(settings.issuerUri()))
            .registrationId(NAME)
            .clientId(String.valueOf(settings.clientId()))
            .scope("openid", "profile");
    return secret == null
        ? builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : builder.clientSecret(secret).build();
  }
}
