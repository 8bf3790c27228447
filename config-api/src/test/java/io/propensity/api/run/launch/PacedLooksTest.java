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
  private Duration pace = Duration.ofSeconds(2);
  private final PacedLooks looks = new PacedLooks(clock, () -> pace, Duration.ofSeconds(5));
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
  void asksAtOnceOfARunThatIsToldToHaveChanged() {
    looks.look("a", counted(new Sighting.Alive()));
    looks.look("b", counted(new Sighting.Alive()));

    looks.changed("a");

    assertThat(looks.look("a", counted(new Sighting.Ended(0)))).isEqualTo(new Sighting.Ended(0));
    assertThat(looks.look("b", counted(new Sighting.Ended(0)))).isEqualTo(new Sighting.Alive());
  }

  @Test
  void asksAgainOfARunThatChangedWhileItWasAskedFor() {
    looks.look(
        "a",
        () -> {
          looks.changed("a");
          return new Sighting.Alive();
        });

    assertThat(looks.look("a", counted(new Sighting.Ended(0)))).isEqualTo(new Sighting.Ended(0));
  }

  @Test
  void goesByThePaceOfTheMoment() {
    looks.look("a", counted(new Sighting.Alive()));
    clock.advance(Duration.ofSeconds(10));
    pace = Duration.ofSeconds(30);
    looks.look("a", counted(new Sighting.Alive())); // the pace before is over
    clock.advance(Duration.ofSeconds(10));
    looks.look("a", counted(new Sighting.Alive()));
    int before = asked.get();

    pace = Duration.ofSeconds(2);
    looks.look("a", counted(new Sighting.Alive()));

    assertThat(asked.get()).isEqualTo(before + 1);
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
