package io.propensity.api.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the JWTs of an OpenID Connect issuer. The issuer is asked for its keys when the first JWT
 * comes, so that the service starts without it; keys are kept for five minutes and asked for anew
 * when a JWT names another, though not more than twice in half a minute.
 */
final class OidcIssuer {

  private static final Logger LOG = LoggerFactory.getLogger(OidcIssuer.class);
  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final int LARGEST_KEYS = 1 << 20;

  private final String issuer;
  private final String audience;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private volatile @Nullable JwtDecoder decoder;
  private @Nullable Long failedAt;

  OidcIssuer(String issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * The token's claims.
   *
   * @throws BadJwtException when it is not the issuer's, not for us, expired, or no JWT at all
   * @throws IssuerAway when the issuer's keys cannot be had
   */
  Jwt verify(String token) {
    try {
      return decoder().decode(token);
    } catch (BadJwtException wrong) {
      throw wrong;
    } catch (JwtException away) {
      throw new IssuerAway("The keys of %s cannot be had".formatted(issuer), away);
    }
  }

  private JwtDecoder decoder() {
    JwtDecoder known = decoder;
    return known == null ? discover() : known;
  }

  /** One at a time, and not again for a while after a failure: strangers make us ask. */
  private synchronized JwtDecoder discover() {
    JwtDecoder known = decoder;
    if (known != null) {
      return known;
    }
    if (failedAt != null && System.nanoTime() - failedAt < PAUSE.toNanos()) {
      throw new IssuerAway("%s did not answer a moment ago".formatted(issuer));
    }
    try {
      JwtDecoder made = decoder(keysAddress());
      decoder = made;
      return made;
    } catch (IOException | JacksonException | IllegalArgumentException failure) {
      failedAt = System.nanoTime();
      LOG.error("The issuer {} cannot be asked for its keys: {}", issuer, failure.getMessage());
      throw new IssuerAway("%s cannot be asked for its keys".formatted(issuer), failure);
    }
  }

  /** What OpenID Connect Discovery has as {@code jwks_uri}. */
  private URI keysAddress() throws IOException {
    URI address = URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration");
    HttpResponse<String> answer = ask(address);
    if (answer.statusCode() != 200) {
      throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
    }
    JsonNode configuration = new JsonMapper().readTree(answer.body());
    String named = configuration.path("issuer").asString("");
    if (!named.equals(issuer)) {
      throw new IOException("%s says that its issuer is '%s'".formatted(address, named));
    }
    return URI.create(configuration.path("jwks_uri").asString(""));
  }

  private HttpResponse<String> ask(URI address) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private JwtDecoder decoder(URI keysAddress) throws IOException {
    int millis = (int) PATIENCE.toMillis();
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.<SecurityContext>create(
                keysAddress.toURL(), new DefaultResourceRetriever(millis, millis, LARGEST_KEYS))
            .build();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(), keys));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    // The validators below look at the claims.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder made = new NimbusJwtDecoder(processor);
    made.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators()));
    return made;
  }

  /** Those whose keys can be published: never {@code none}, never a shared secret. */
  private static Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
    algorithms.addAll(JWSAlgorithm.Family.EC);
    return algorithms;
  }

  private List<OAuth2TokenValidator<Jwt>> validators() {
    return List.of(
        new JwtTimestampValidator(SKEW),
        new JwtIssuerValidator(issuer),
        new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
        new JwtClaimValidator<Object>(JwtClaimNames.AUD, this::isForUs));
  }

  private boolean isForUs(@Nullable Object audiences) {
    return audiences instanceof Collection<?> several && several.contains(audience);
  }
}
