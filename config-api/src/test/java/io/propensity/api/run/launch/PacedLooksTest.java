package io.propensity.api.run.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.MutableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PacedLooksTest {

  private final MutableClock clock = new MutableClock("2026-11-26T09:30:00Z");
  private final PacedLooks looks =
      new PacedLooks(clock, Duration.ofSeconds(2), Duration.ofSeconds(5));
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void asksOfARunThatIsAliveOnlyOnceInAWhile() {
    Supplier<Sighting> alive = counted(new Sighting.Alive());

    looks.look("a", alive);
    looks.look("a", alive);
    looks.look("b", alive);
    assertThat(asked).hasValue(2);

    clock.advance(Duration.ofSeconds(2));
    assertThat(looks.look("a", counted(new Sighting.Ended(66)))).isEqualTo(new Sighting.Ended(66));
    assertThat(looks.look("a", counted(new Sighting.Ended(66)))).isEqualTo(new Sighting.Ended(66));
    assertThat(asked).hasValue(4);
  }

  @Test
  void asksNothingForAWhileOfAPlatformThatDoesNotAnswer() {
    assertThat(
            looks.look(
                "a",
                () -> {
                  throw new NotNowException("nobody is there");
                }))
        .isEqualTo(new Sighting.Unknown());

    assertThat(looks.mayAsk()).isFalse();
    assertThat(looks.look("b", counted(new Sighting.Ended(0)))).isEqualTo(new Sighting.Unknown());
    assertThatThrownBy(() -> looks.ask(asked::incrementAndGet)).isInstanceOf(NotNowException.class);
    assertThat(asked).hasValue(0);

    clock.advance(Duration.ofSeconds(5));
    assertThat(looks.mayAsk()).isTrue();
    assertThat(looks.look("b", counted(new Sighting.Ended(0)))).isEqualTo(new Sighting.Ended(0));
  }

  private Supplier<Sighting> counted(Sighting answer) {
    return () -> {
      asked.incrementAndGet();
      return answer;
    };
  }
}
