package io.propensity.api.security;

import java.security.SecureRandom;
import java.util.List;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What admins do with tokens. */
@Service
public class TokenService {

  private final TokenStore store;
  private final TokenReader reader;
  private final KnownTokens known;
  private final SecureRandom random = new SecureRandom();

  TokenService(TokenStore store, TokenReader reader, KnownTokens known) {
    this.store = store;
    this.reader = reader;
    this.known = known;
  }

  /** Makes a token; what is wrong with the wish is told at once. */
  public CreatedToken create(JsonNode wanted, String by) {
    NewToken checked = reader.read(wanted);
    TokenSecret secret = TokenSecret.random(random);
    return new CreatedToken(store.create(checked, secret, by), secret.text());
  }

  /** Newest first, those whose ids are smaller than {@code before}. */
  public List<Token> list(long before, int most) {
    return store.list(before, most);
  }

  /** Holds at once here, within a second elsewhere. */
  public void revoke(long id, String by) {
    store.revoke(id, by);
    known.forget();
  }
}
