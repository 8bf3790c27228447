package io.propensity.api.idempotency;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a request asks for once, and answers it alike when it is sent again within a day. The
 * key is kept in the transaction of what is done: a crash neither loses nor doubles it.
 */
@Service
public class Idempotency {

  static final Duration KEPT = Duration.ofHours(24);

  private final TransactionTemplate transaction;
  private final KeyRepository keys;
  private final CurrentUser user;
  private final JsonMapper json;
  private final Clock clock;

  Idempotency(
      TransactionTemplate transaction,
      KeyRepository keys,
      CurrentUser user,
      JsonMapper json,
      Clock clock) {
    this.transaction = transaction;
    this.keys = keys;
    this.user = user;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The answer of {@code work}, or the one that the same request was given before. A refusal is not
   * kept: its key is free again.
   *
   * @param header the request's {@code Idempotency-Key}; null for a request that may be done twice
   * @param target what the request asks for, by method and path
   * @throws ProblemException 400 for a header that is no key, 409 while the first request is under
   *     way, 422 when it was another one
   */
  public <T> ResponseEntity<T> once(
      @Nullable String header,
      String target,
      JsonNode body,
      Class<T> type,
      Supplier<ResponseEntity<T>> work) {
    if (header == null) {
      return work.get();
    }
    KeyedRequest request = KeyedRequest.of(user.name(), header, target, body);
    return transaction.execute(
        status -> take(request) ? first(request, work) : again(request, type));
  }

  private boolean take(KeyedRequest request) {
    Instant now = clock.instant();
    try {
      return keys.take(request, now, now.minus(KEPT));
    } catch (PessimisticLockingFailureException waited) {
      throw ProblemException.underWay(
          "The first request with this Idempotency-Key is still under way; send it again");
    }
  }

  private <T> ResponseEntity<T> first(KeyedRequest request, Supplier<ResponseEntity<T>> work) {
    ResponseEntity<T> answer = work.get();
    keys.keep(request, KeptAnswer.of(answer, json));
    return answer;
  }

  private <T> ResponseEntity<T> again(KeyedRequest request, Class<T> type) {
    KeyRepository.Use use = keys.find(request);
    if (!use.fingerprint().equals(request.fingerprint())) {
      throw ProblemException.unprocessable(
          "This Idempotency-Key was used for another request within the last 24 hours: give each"
              + " request a key of its own");
    }
    return use.answer().again(type, json);
  }
}
