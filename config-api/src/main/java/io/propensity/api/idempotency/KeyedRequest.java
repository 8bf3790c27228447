package io.propensity.api.idempotency;

import io.propensity.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that its client named.
 *
 * @param caller who sent it: everybody has keys of their own
 * @param fingerprint what tells it from another request; two that differ in white space or in the
 *     order of names alone have the same
 */
record KeyedRequest(String caller, String key, String fingerprint) {

  private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  /**
   * A request for {@code target}, its method and path.
   *
   * @throws ProblemException 400, when the header is no key
   */
  static KeyedRequest of(String caller, String header, String target, JsonNode body) {
    if (!KEY.matcher(header).matches()) {
      throw ProblemException.badRequest(
          "Idempotency-Key wants 1 to 200 visible ASCII characters, such as a UUID");
    }
    String canonical = target + "\n" + CANONICAL.writeValueAsString(body);
    return new KeyedRequest(caller, header, sha256(canonical));
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("Every Java has SHA-256", never);
    }
  }
}
