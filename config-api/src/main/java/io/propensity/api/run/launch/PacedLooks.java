package io.propensity.api.run.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a platform how its runs stand, of each no more often than it is worth, and nothing at all
 * for a while once it did not answer: so one that is away holds up nobody for longer than one
 * question.
 */
public final class PacedLooks {

  private static final Logger LOG = LoggerFactory.getLogger(PacedLooks.class);

  private final Clock clock;
  private final Duration pace;
  private final Duration rest;
  private final Map<String, Instant> aliveAt = new ConcurrentHashMap<>();
  private volatile Instant restsUntil = Instant.MIN;

  /**
   * Looks of a platform.
   *
   * @param pace so long a run that was alive is taken to be so
   * @param rest so long nothing is asked after the platform did not answer
   */
  public PacedLooks(Clock clock, Duration pace, Duration rest) {
    this.clock = clock;
    this.pace = pace;
    this.rest = rest;
  }

  /** Whether the platform answered when it was asked last, or may be asked again. */
  public boolean mayAsk() {
    return !clock.instant().isBefore(restsUntil);
  }

  /** The answer to a question about one attempt; unknown where there is none for now. */
  public Sighting look(String key, Supplier<Sighting> question) {
    Instant alive = aliveAt.get(key);
    if (alive != null && clock.instant().isBefore(alive.plus(pace))) {
      return new Sighting.Alive();
    }
    if (!mayAsk()) {
      return new Sighting.Unknown();
    }
    try {
      Sighting seen = ask(question);
      note(key, seen);
      return seen;
    } catch (NotNowException away) {
      return new Sighting.Unknown(); // told by ask
    }
  }

  /** Of runs that nobody asks for any more nothing is kept. */
  private void note(String key, Sighting seen) {
    Instant now = clock.instant();
    aliveAt.values().removeIf(alive -> !now.isBefore(alive.plus(pace)));
    if (seen instanceof Sighting.Alive) {
      aliveAt.put(key, now);
    }
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
