package io.propensity.api;

import io.propensity.run.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code propensity.security}: who is let in, and how often.
 *
 * @param issuerUri the OpenID Connect issuer whose JWTs are taken; null for none
 * @param audience what a JWT must have been made for; wanted with an issuer
 * @param rolesClaim where a JWT tells roles; dotted where it lies within another claim
 * @param nameClaim what a caller with a JWT is called in histories and in the audit log
 * @param roleMapping the issuer's roles to ours; where it is empty, the issuer's names are ours
 * @param bootstrapTokenFile a file with the first admin's token
 * @param clientId as what people sign in to the console at the issuer; null for no sign-in
 * @param clientSecretFile a file with that client's secret; null for a client without one
 * @param failedLoginsPerMinute of one address
 * @param writesPerMinute of one caller
 */
public record SecuritySettings(
    @Nullable String issuerUri,
    @Nullable String audience,
    @DefaultValue("roles") String rolesClaim,
    @DefaultValue("sub") String nameClaim,
    @DefaultValue Map<String, String> roleMapping,
    @Nullable Path bootstrapTokenFile,
    @Nullable String clientId,
    @Nullable Path clientSecretFile,
    @DefaultValue("20") int failedLoginsPerMinute,
    @DefaultValue("600") int writesPerMinute) {

  public SecuritySettings {
    issuerUri = issuerUri == null || issuerUri.isBlank() ? null : issuerUri.strip();
    audience = audience == null || audience.isBlank() ? null : audience.strip();
    clientId = clientId == null || clientId.isBlank() ? null : clientId.strip();
    requireIssuer(issuerUri, clientId);
    roleMapping = Map.copyOf(roleMapping);
    requireText("propensity.security.roles-claim", rolesClaim);
    requireText("propensity.security.name-claim", nameClaim);
    requirePositive("propensity.security.failed-logins-per-minute", failedLoginsPerMinute);
    requirePositive("propensity.security.writes-per-minute", writesPerMinute);
  }

  private static void requireIssuer(@Nullable String issuerUri, @Nullable String clientId) {
    if (clientId != null && issuerUri == null) {
      throw new ConfigurationException(
          "propensity.security.client-id is set without propensity.security.issuer-uri: name the issuer at which people sign in");
    }
  }

  private static void requireText(String setting, String text) {
    if (text.isBlank()) {
      throw new ConfigurationException(
          "%s is blank: name a claim of the issuer's tokens, or leave it out".formatted(setting));
    }
  }

  private static void requirePositive(String setting, int number) {
    if (number < 1) {
      throw new ConfigurationException("%s is %d: at least 1 is wanted".formatted(setting, number));
    }
  }
}
