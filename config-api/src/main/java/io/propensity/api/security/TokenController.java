package io.propensity.api.security;

import io.propensity.api.web.NextPage;
import io.propensity.api.web.PathNumbers;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class TokenController implements TokenOperations {

  private final TokenService tokens;

  TokenController(TokenService tokens) {
    this.tokens = tokens;
  }

  @Override
  public ResponseEntity<CreatedToken> create(JsonNode body, Authentication caller) {
    CreatedToken created = tokens.create(body, caller.getName());
    return ResponseEntity.created(URI.create("/tokens/" + created.details().id()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(created);
  }

  @Override
  public ResponseEntity<List<Token>> list(MultiValueMap<String, String> parameters) {
    return NextPage.byId(parameters, tokens::list, Token::id);
  }

  @Override
  public ResponseEntity<Void> revoke(String id, Authentication caller) {
    tokens.revoke(PathNumbers.id("token", id), caller.getName());
    return ResponseEntity.noContent().build();
  }
}
