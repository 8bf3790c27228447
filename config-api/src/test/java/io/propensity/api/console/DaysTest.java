package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.problem.ProblemException;
import org.junit.jupiter.api.Test;

class DaysTest {

  private static final Days PRAGUE = new Days("Europe/Prague");

  @Test
  void beginAtTheReadersMidnight() {
    assertThat(PRAGUE.from("2026-11-20")).isEqualTo("2026-11-19T23:00:00Z");
    assertThat(PRAGUE.from("2026-07-20")).isEqualTo("2026-07-19T22:00:00Z");
    assertThat(new Days("").from("2026-11-20")).isEqualTo("2026-11-20T00:00:00Z");
  }

  @Test
  void areWholeUpToTheNextMidnight() {
    assertThat(PRAGUE.upTo("2026-11-20")).isEqualTo("2026-11-20T23:00:00Z");
    assertThat(PRAGUE.upTo("2026-10-25")).as("a day of 25 hours").isEqualTo("2026-10-25T23:00:00Z");
  }

  /** Midnight was left out there that day. */
  @Test
  void beginLaterWhereTheClockSkipsMidnight() {
    assertThat(new Days("America/Sao_Paulo").from("2018-11-04")).isEqualTo("2018-11-04T03:00:00Z");
  }

  @Test
  void leaveToTheApiWhatIsNoDay() {
    assertThat(PRAGUE.from("")).isEmpty();
    assertThat(PRAGUE.from("yesterday")).isEqualTo("yesterday");
    assertThat(PRAGUE.upTo("2026-02-30")).isEqualTo("2026-02-30");
    assertThat(PRAGUE.upTo("2026-11-20T08:00:00Z")).isEqualTo("2026-11-20T08:00:00Z");
  }

  @Test
  void refuseAZoneThatThereIsNot() {
    Days days = new Days("Mars/Olympus");

    assertThatThrownBy(() -> days.from("2026-11-20"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("zone: must be a time zone such as Europe/Prague or UTC");
    assertThat(days.from("")).isEmpty();
  }
}
