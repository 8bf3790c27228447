package io.propensity.api.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *            | 2026-11-26T10:08:00Z",
        "*/15 * * * *         | 2026-11-26T10:15:00Z",
        "30 2 * * *           | 2026-11-27T02:30:00Z",
        "30 2 * * MON-FRI     | 2026-11-27T02:30:00Z",
        "0 0 * * 0            | 2026-11-29T00:00:00Z",
        "0 0 * * 7            | 2026-11-29T00:00:00Z",
        "0 0 * * sun          | 2026-11-29T00:00:00Z",
        "0 0 * * 5-7          | 2026-11-27T00:00:00Z",
        "0 12 1 JAN *         | 2027-01-01T12:00:00Z",
        "0 0 29 2 *           | 2028-02-29T00:00:00Z",
        "5,10,50 9-17/4 * * * | 2026-11-26T13:05:00Z",
        "0  0   31 * *        | 2026-12-31T00:00:00Z"
      })
  void tellsTheNextTime(String cron, Instant next) {
    assertThat(next(cron, "2026-11-26T10:07:00Z", UTC)).contains(next);
  }

  /** The first of December 2026 is a Tuesday. */
  @Test
  void takesEitherDayWhereBothAreRestricted() {
    assertThat(times("0 0 1 * FRI", "2026-11-26T10:00:00Z", UTC, 4))
        .containsExactly(
            "2026-11-27T00:00:00Z",
            "2026-12-01T00:00:00Z",
            "2026-12-04T00:00:00Z",
            "2026-12-11T00:00:00Z");
    assertThat(times("0 0 */2 * FRI", "2026-11-26T10:00:00Z", UTC, 2))
        .as("a field that begins with * is none")
        .containsExactly("2026-11-27T00:00:00Z", "2026-12-11T00:00:00Z");
  }

  /** On 2027-03-28 the clocks of Prague go from 02:00 to 03:00, at 01:00 UTC. */
  @Test
  void firesWhenTheClocksPassOverItsTime() {
    assertThat(times("30 2 * * *", "2027-03-27T00:00:00Z", PRAGUE, 3))
        .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
    assertThat(times("0,20,40 2-3 * * *", "2027-03-28T00:30:00Z", PRAGUE, 3))
        .as("all of the hour that is not is one firing")
        .containsExactly("2027-03-28T01:00:00Z", "2027-03-28T01:20:00Z", "2027-03-28T01:40:00Z");
  }

  /** On 2026-10-25 the clocks of Prague go from 03:00 back to 02:00, at 01:00 UTC. */
  @Test
  void firesOnceInTheHourThatComesTwice() {
    assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", PRAGUE, 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(times("*/30 * * * *", "2026-10-25T00:00:00Z", PRAGUE, 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z");
    assertThat(next("30 2 * * *", "2026-10-25T01:10:00Z", PRAGUE))
        .as("asked in the second of both hours")
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void saysWhenATimeNeverComes() {
    assertThat(next("0 0 31 2 *", "2026-11-26T10:00:00Z", UTC)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "* * * * *,     2026-11-26T10:00:00Z, 2026-11-26T10:00:30Z, 2026-11-26T10:00:00Z",
    "* * * * *,     2016-11-26T10:00:00Z, 2026-11-26T10:00:30Z, 2026-11-26T10:00:00Z",
    "0 0 * * *,     2026-11-20T00:00:00Z, 2026-11-26T10:00:00Z, 2026-11-26T00:00:00Z",
    "0 0 1 * *,     2026-01-01T00:00:00Z, 2026-11-26T10:00:00Z, 2026-11-01T00:00:00Z",
    "0 0 1 1 *,     2020-01-01T00:00:00Z, 2026-11-26T10:00:00Z, 2026-01-01T00:00:00Z",
    "0 0 29 2 *,    2020-02-29T00:00:00Z, 2027-11-26T10:00:00Z, 2024-02-29T00:00:00Z",
    "0 0 1 1 *,     2026-01-01T00:00:00Z, 2026-11-26T10:00:00Z, 2026-01-01T00:00:00Z"
  })
  void findsTheLatestOfManyTimes(String cron, Instant first, Instant until, Instant latest) {
    assertThat(Cron.of(cron).latest(first, until, UTC)).isEqualTo(latest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *    | its minute is '60': 0 to 59 are allowed",
        "* 24 * * *    | its hour is '24': 0 to 23 are allowed",
        "* * 0 * *     | its day of the month is '0': 1 to 31 are allowed",
        "* * * 13 *    | its month is '13': 1 to 12 (or JAN to DEC) are allowed",
        "* * * MON *   | its month is 'MON'",
        "* * * * 8     | its day of the week is '8': 0 to 7 (or SUN to SAT) are allowed",
        "* * * * FRI-MON | its day of the week is 'FRI-MON'",
        "5-1 * * * *   | its minute is '5-1'",
        "*/0 * * * *   | its minute is '*/0'",
        "5/10 * * * *  | its minute is '5/10'",
        "1,,2 * * * *  | its minute is '1,,2'",
        "? * * * *     | its minute is '?'",
        "* * L * *     | its day of the month is 'L'",
        "* * * *       | must have five fields",
        "0 * * * * *   | must have five fields",
        "@daily        | must have five fields",
        "''            | must have five fields"
      })
  void namesTheFieldThatIsWrong(String cron, String reason) {
    assertThatThrownBy(() -> Cron.of(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason);
  }

  private static Optional<Instant> next(String cron, String after, ZoneId zone) {
    return Cron.of(cron).next(Instant.parse(after), zone);
  }

  private static List<String> times(String cron, String after, ZoneId zone, int count) {
    List<String> times = new ArrayList<>();
    Instant time = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      time = Cron.of(cron).next(time, zone).orElseThrow();
      times.add(time.toString());
    }
    return times;
  }
}
