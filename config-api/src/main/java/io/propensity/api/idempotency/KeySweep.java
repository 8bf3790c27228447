package io.propensity.api.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Removes keys that are too old to be asked for, with the answers that were kept under them. */
@Component
class KeySweep {

  private static final Logger LOG = LoggerFactory.getLogger(KeySweep.class);
  private static final long MINUTES_APART = 10;

  private final KeyRepository keys;
  private final Clock clock;

  KeySweep(KeyRepository keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A part at a time, so that no row is locked for long. */
  @Scheduled(initialDelay = 1, fixedDelay = MINUTES_APART, timeUnit = TimeUnit.MINUTES)
  void sweep() {
    Instant expired = clock.instant().minus(Idempotency.KEPT);
    try {
      int removed;
      do {
        removed = keys.forget(expired);
      } while (removed == KeyRepository.MOST_FORGOTTEN);
    } catch (DataAccessException | TransactionException failure) {
      LOG.warn("Old idempotency keys stay for now: {}", failure.getClass().getSimpleName());
    }
  }
}
