package io.propensity.api.security;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.NextPage;
import io.propensity.api.web.QueryParameters;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

@Hidden // Documented in openapi.yaml.
@RestController
class TokenController implements TokenOperations {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

  private final TokenStore store;
  private final TokenReader reader;
  private final KnownTokens known;
  private final SecureRandom random = new SecureRandom();

  TokenController(TokenStore store, TokenReader reader, KnownTokens known) {
    this.store = store;
    this.reader = reader;
    this.known = known;
  }

  @Override
  public ResponseEntity<CreatedToken> create(JsonNode body, Authentication caller) {
    NewToken wanted = reader.read(body);
    TokenSecret secret = TokenSecret.random(random);
    Token token = store.create(wanted, secret, caller.getName());
    return ResponseEntity.created(URI.create("/tokens/" + token.id()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new CreatedToken(token, secret.text()));
  }

  @Override
  public ResponseEntity<List<Token>> list(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("size", "before"));
    int size = (int) query.number("size", 1, LARGEST_SIZE).orElse(DEFAULT_SIZE);
    long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    query.requireNone();
    List<Token> tokens = store.list(before, size + 1);
    return NextPage.of(
        tokens,
        size,
        last -> String.valueOf(last.id()),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

  @Override
  public ResponseEntity<Void> revoke(String id, Authentication caller) {
    store.revoke(number(id), caller.getName());
    known.forget();
    return ResponseEntity.noContent().build();
  }

  /** An address that cannot be a token's is as absent as one whose token never was. */
  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound(
          "There is no token '%s': ids are whole numbers".formatted(id));
    }
    return Long.parseLong(id);
  }
}
