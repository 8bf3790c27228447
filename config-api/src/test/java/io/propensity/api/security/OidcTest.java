package io.propensity.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Users of an OpenID Connect issuer, over HTTP to both. */
@ApiTest
class OidcTest {

  private static final TestIssuer ISSUER = new TestIssuer();

  private final Api api;

  OidcTest(@Autowired Api api) {
    this.api = api;
  }

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry settings) {
    settings.add("propensity.security.issuer-uri", ISSUER::uri);
    settings.add("propensity.security.audience", () -> TestIssuer.AUDIENCE);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @Test
  void letsInAUserWithARole() {
    Api alice = user(ISSUER.claims("alice", "editor"));

    Answer created =
        alice.post(
            """
            {"name": "n", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
            """);

    assertThat(created.status()).isEqualTo(201);
    assertThat(alice.get("/tokens").status()).isEqualTo(403);
    Answer audit = api.get("/audit?caller=oidc:alice&size=1&until=9000-01-01T00:00:00Z");
    assertThat(audit.json().path(0).path("role").asString()).isEqualTo("editor");
  }

  @Test
  void letsInTheFirstAdminBesidesThem() {
    assertThat(api.get("/tokens?size=1").status()).isEqualTo(200);
    assertThat(api.as("x").get("/campaigns").status()).isEqualTo(401);
  }

  @Test
  void takesTokensThatSayTheyAreForAccess() {
    String token =
        ISSUER.signed(ISSUER.claims("alice", "viewer").build(), new JOSEObjectType("at+jwt"));

    assertThat(api.as(token).get("/campaigns?size=1").status()).isEqualTo(200);
  }

  @Test
  void letsAUserWithoutARoleOfOursDoNothing() {
    Answer refused = user(ISSUER.claims("mallory", "root")).get("/campaigns");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("detail"))
        .isEqualTo("No role of this service is yours, which does not suffice for GET here");
    assertThat(user(ISSUER.claims("mallory")).get("/docs").status()).isEqualTo(403);
  }

  static Stream<Map.Entry<String, Function<TestIssuer, String>>> wrongTokens() {
    return Stream.of(
        token("expired", claims -> claims.expirationTime(in(-61))),
        token("without an end", claims -> claims.expirationTime(null)),
        token("not yet good", claims -> claims.notBeforeTime(in(120))),
        token("for others", claims -> claims.audience(List.of("other"))),
        token("for nobody", claims -> claims.audience((String) null)),
        token("of another issuer", claims -> claims.issuer("https://login.example.org")),
        token("of no issuer", claims -> claims.issuer(null)),
        token("of nobody", claims -> claims.subject(null)),
        Map.entry(
            "signed by another",
            issuer -> issuer.signedByAnother(issuer.claims("a", "admin").build())),
        Map.entry("unsigned", issuer -> TestIssuer.unsigned(issuer.claims("a", "admin").build())),
        Map.entry(
            "signed with the public key as a secret",
            issuer -> issuer.signedWithThePublicKey(issuer.claims("a", "admin").build())),
        Map.entry(
            "changed", issuer -> changed(issuer.signed(issuer.claims("a", "viewer").build()))),
        Map.entry(
            "for identity",
            issuer ->
                issuer.signed(issuer.claims("a", "admin").build(), new JOSEObjectType("id+jwt"))));
  }

  @ParameterizedTest
  @MethodSource("wrongTokens")
  void refusesATokenThatIsWrong(Map.Entry<String, Function<TestIssuer, String>> token) {
    Answer refused = api.as(token.getValue().apply(ISSUER)).get("/campaigns");

    assertThat(refused.status()).as(token.getKey()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(refused.text("detail")).isEqualTo("The token is wrong, expired or revoked");
  }

  @ParameterizedTest
  @CsvSource({"-30, 200", "-90, 401"})
  void bearsClocksThatAreAMinuteApart(int seconds, int status) {
    Api alice = user(ISSUER.claims("alice", "viewer").expirationTime(in(seconds)));

    assertThat(alice.get("/campaigns?size=1").status()).isEqualTo(status);
  }

  private Api user(JWTClaimsSet.Builder claims) {
    return api.as(ISSUER.signed(claims.build()));
  }

  private static Map.Entry<String, Function<TestIssuer, String>> token(
      String name, Function<JWTClaimsSet.Builder, JWTClaimsSet.Builder> change) {
    return Map.entry(
        name, issuer -> issuer.signed(change.apply(issuer.claims("alice", "admin")).build()));
  }

  /** The same signature over other claims. */
  private static String changed(String token) {
    String[] parts = token.split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("viewer", "admin");
    parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8));
    return String.join(".", parts);
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
