package io.propensity.api.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;

/** An OpenID Connect issuer with one key, which publishes what an issuer publishes. */
final class TestIssuer implements AutoCloseable {

  static final String AUDIENCE = "propensity";

  private final HttpServer server;
  private final RSAKey key = key("first");
  private volatile boolean broken;
  private volatile String idToken = "";

  TestIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String configuration =
        """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
         "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"]}
        """
            .formatted(uri());
    serve("/.well-known/openid-configuration", () -> configuration);
    serve("/keys", () -> new JWKSet(key).toString(true));
    serve(
        "/token",
        () ->
            "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \"%s\"}"
                .formatted(idToken));
    server.start();
  }

  private void serve(String path, Supplier<String> json) {
    server.createContext(
        path,
        exchange -> {
          byte[] body = json.get().getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(broken ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Who is the next to sign in here. */
  void signsIn(JWTClaimsSet claims) {
    idToken = signed(claims);
  }

  /** From now on it answers nobody, or does again. */
  void isBroken(boolean now) {
    broken = now;
  }

  /** What a good token of somebody with roles says. */
  JWTClaimsSet.Builder claims(String subject, String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(uri())
        .subject(subject)
        .audience(List.of("other", AUDIENCE))
        .issueTime(Date.from(now.minus(Duration.ofMinutes(10))))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
        .claim("roles", List.of(roles));
  }

  String signed(JWTClaimsSet claims) {
    return signed(claims, JOSEObjectType.JWT);
  }

  String signed(JWTClaimsSet claims, JOSEObjectType type) {
    return sign(header(JWSAlgorithm.RS256).type(type).build(), claims, signer(key));
  }

  /** By a key of its own that says it is the issuer's. */
  String signedByAnother(JWTClaimsSet claims) {
    return sign(header(JWSAlgorithm.RS256).build(), claims, signer(key("first")));
  }

  /** With the public key as a shared secret, as a confused service would check it. */
  String signedWithThePublicKey(JWTClaimsSet claims) {
    try {
      byte[] secret = key.toRSAPublicKey().getEncoded();
      return sign(header(JWSAlgorithm.HS256).build(), claims, new MACSigner(secret));
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID("first");
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
    try {
      SignedJWT jwt = new SignedJWT(header, claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static JWSSigner signer(RSAKey key) {
    try {
      return new RSASSASigner(key);
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
