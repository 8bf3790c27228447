package io.propensity.api.security;

import io.propensity.api.web.NextPage;
import io.propensity.api.web.PathNumbers;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class TokenController implements TokenOperations {

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
    return NextPage.byId(parameters, store::list, Token::id);
  }

  @Override
  public ResponseEntity<Void> revoke(String id, Authentication caller) {
    store.revoke(PathNumbers.id("token", id), caller.getName());
    known.forget();
    return ResponseEntity.noContent().build();
  }
}
