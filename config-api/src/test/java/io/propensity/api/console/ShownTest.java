package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShownTest {

  private static final Shown SHOWN = Shown.AS_TEXT;

  @Test
  void groupsNumbersAndCutsShares() {
    assertThat(SHOWN.number(1_234_567)).isEqualTo("1,234,567");
    assertThat(SHOWN.number(2523.4)).isEqualTo("2,523");
    assertThat(SHOWN.share(0.34851)).isEqualTo("34.9 %");
    assertThat(SHOWN.score(0.25)).isEqualTo("0.2500");
    assertThat(SHOWN.number(null)).isEqualTo("–");
    assertThat(SHOWN.score(null)).isEqualTo("–");
    assertThat(SHOWN.share(null)).isEqualTo("–");
  }

  @Test
  void showsTimesInUtcUntilTheBrowserKnowsBetter() {
    Instant at = Instant.parse("2026-11-20T03:00:12.5Z");

    assertThat(SHOWN.time(at)).isEqualTo("20 Nov 2026, 03:00 UTC");
    assertThat(SHOWN.utc(at)).isEqualTo("2026-11-20 03:00:12 UTC");
  }

  @Test
  void showsDurationsInTwoUnits() {
    assertThat(SHOWN.duration(Duration.ofMillis(12_540))).isEqualTo("12.5 s");
    assertThat(SHOWN.duration(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
    assertThat(SHOWN.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(SHOWN.between(null, Instant.EPOCH)).isEqualTo("–");
  }
}
