package io.propensity.api.run.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a platform how its runs stand, of each no more often than it is worth or than is told to
 * have changed, and nothing at all for a while once it did not answer: so one that is away holds up
 * nobody for longer than one question.
 */
public final class PacedLooks {

  private static final Logger LOG = LoggerFactory.getLogger(PacedLooks.class);

  private final Clock clock;
  private final Supplier<Duration> pace;
  private final Duration rest;
  private final Map<String, Instant> aliveAt = new ConcurrentHashMap<>();
  private volatile Instant restsUntil = Instant.MIN;

  /**
   * Looks of a platform.
   *
   * @param pace so long a run that was alive is taken to be so, at the time of asking
   * @param rest so long nothing is asked after the platform did not answer
   */
  public PacedLooks(Clock clock, Supplier<Duration> pace, Duration rest) {
    this.clock = clock;
    this.pace = pace;
    this.rest = rest;
  }

  /** Whether the platform answered when it was asked last, or may be asked again. */
  public boolean mayAsk() {
    return !clock.instant().isBefore(restsUntil);
  }

  /** Whatever was known of an attempt is to be asked anew. */
  public void changed(String key) {
    aliveAt.remove(key);
  }

  /** The answer to a question about one attempt; unknown where there is none for now. */
  public Sighting look(String key, Supplier<Sighting> question) {
    if (isFresh(aliveAt.get(key))) {
      return new Sighting.Alive();
    }
    if (!mayAsk()) {
      return new Sighting.Unknown();
    }
    try {
      return lookNow(key, question);
    } catch (NotNowException away) {
      return new Sighting.Unknown(); // told by ask
    }
  }

  /** What changes while it is asked is asked again: the note is made before. */
  private Sighting lookNow(String key, Supplier<Sighting> question) {
    aliveAt.values().removeIf(alive -> !isFresh(alive)); // nobody may ask for some any more
    aliveAt.put(key, clock.instant());
    boolean isAlive = false;
    try {
      Sighting seen = ask(question);
      isAlive = seen instanceof Sighting.Alive;
      return seen;
    } finally {
      if (!isAlive) {
        aliveAt.remove(key);
      }
    }
  }

  private boolean isFresh(@Nullable Instant alive) {
    return alive != null && clock.instant().isBefore(alive.plus(pace.get()));
  }

  /**
   * Any other question.
   *
   * @throws NotNowException when the platform does not answer, or did not a moment ago
   */
  public <T> T ask(Supplier<T> question) {
    if (!mayAsk()) {
      throw new NotNowException("What runs the jobs did not answer a moment ago");
    }
    try {
      return question.get();
    } catch (NotNowException away) {
      restsUntil = clock.instant().plus(rest);
      LOG.warn("Runs wait for {} s: {}", rest.toSeconds(), away.getMessage());
      throw away;
    }
  }
}
