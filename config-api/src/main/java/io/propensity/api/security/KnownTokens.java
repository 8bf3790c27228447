package io.propensity.api.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells whose a token is. What the database said holds for a second, so that a busy caller costs no
 * query a request; a revocation holds at once where it was asked for, elsewhere within that second.
 * Nothing is remembered of tokens that are not there.
 */
@Component
class KnownTokens {

  private static final long HOLDS = Duration.ofSeconds(1).toNanos();
  private static final int MOST = 1_000;

  private final TokenStore store;
  private final Clock clock;
  private final Map<TokenHash, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenHash, Known> eldest) {
          return size() > MOST;
        }
      };

  private int forgotten;

  private record Known(Token token, long readAt) {}

  KnownTokens(TokenStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The token's owner; empty when it was never given out, is expired or revoked. */
  Optional<Caller> owner(TokenSecret secret) {
    TokenHash hash = secret.hash();
    Instant now = clock.instant();
    return find(hash).filter(found -> found.token().isGoodAt(now)).map(found -> used(hash, found));
  }

  /** From now on the database is asked again, also by those who are asking it at this moment. */
  void forget() {
    synchronized (known) {
      known.clear();
      forgotten++;
    }
  }

  private Optional<Known> find(TokenHash hash) {
    int before;
    synchronized (known) {
      Known found = known.get(hash);
      if (found != null && System.nanoTime() - found.readAt() < HOLDS) {
        return Optional.of(found);
      }
      before = forgotten;
    }
    long readAt = System.nanoTime();
    Optional<Known> found = store.find(hash).map(token -> new Known(token, readAt));
    found.ifPresent(token -> remember(hash, token, before));
    return found;
  }

  private void remember(TokenHash hash, Known found, int before) {
    synchronized (known) {
      if (forgotten == before) {
        known.put(hash, found);
      }
    }
  }

  /** One write a minute at most, however often the token is used. */
  private Caller used(TokenHash hash, Known found) {
    Token token = found.token();
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    if (!token.wasUsedAt(minute)) {
      store.used(token.id(), minute);
      synchronized (known) {
        known.replace(hash, found, new Known(token.usedAt(minute), found.readAt()));
      }
    }
    return Caller.of(token);
  }
}
