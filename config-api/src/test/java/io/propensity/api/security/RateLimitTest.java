package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicLong now = new AtomicLong();
  private final RateLimit limit = new RateLimit(20, now::get);

  @Test
  void givesSoManyAtOnceAndThenSaysHowLongToWait() {
    for (int i = 0; i < 20; i++) {
      assertThat(limit.take("a")).isZero();
    }

    assertThat(limit.take("a")).isEqualTo(3);
    assertThat(limit.take("b")).as("another key has its own").isZero();
  }

  @Test
  void givesAgainWhatTimeBringsAndNoMoreThanAMinuteOfIt() {
    exhaust("a");
    pass(Duration.ofSeconds(3));
    assertThat(limit.take("a")).isZero();
    assertThat(limit.take("a")).isEqualTo(3);

    pass(Duration.ofHours(1));
    assertThat(exhaust("a")).isEqualTo(20);
  }

  @Test
  void asksForAWholeSecondAtLeast() {
    RateLimit quick = new RateLimit(600, now::get);
    for (int i = 0; i < 600; i++) {
      quick.take("a");
    }

    assertThat(quick.take("a")).isEqualTo(1);
  }

  @Test
  void forgetsTheKeyThatWasLongestAwayWhenThereAreTooMany() {
    exhaust("first");
    exhaust("used");
    for (int i = 0; i < RateLimit.MOST_KEYS - 1; i++) {
      limit.take("other" + i);
      if (i == RateLimit.MOST_KEYS / 2) {
        limit.take("used");
      }
    }

    assertThat(limit.keys()).isEqualTo(RateLimit.MOST_KEYS);
    assertThat(limit.take("used")).as("still exhausted").isPositive();
    assertThat(limit.take("first")).as("forgotten").isZero();
  }

  private int exhaust(String key) {
    int taken = 0;
    while (limit.take(key) == 0) {
      taken++;
    }
    return taken;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
