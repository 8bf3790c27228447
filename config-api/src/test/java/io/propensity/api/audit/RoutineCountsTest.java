package io.propensity.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoutineCountsTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  private final RoutineCounts counts = new RoutineCounts();

  @Test
  void makesOneRowOfAnAddressAtTheTimeOfTheLast() {
    counts.count(entry("/runs/r-1", NOW));
    counts.count(entry("/runs/r-2", NOW));
    counts.count(entry("/runs/r-1", NOW.plusSeconds(10)));

    assertThat(counts.take())
        .containsExactlyInAnyOrder(
            entry("/runs/r-1", NOW).times(2, NOW.plusSeconds(10)), entry("/runs/r-2", NOW));
    assertThat(counts.take()).isEmpty();
  }

  @Test
  void takesBackWhatCouldNotBeWritten() {
    counts.count(entry("/runs/r-1", NOW));
    counts.count(entry("/runs/r-1", NOW));
    AuditEntry untold = counts.take().get(0);
    counts.count(entry("/runs/r-1", NOW.plusSeconds(1)));

    counts.count(untold);

    assertThat(counts.take()).containsExactly(entry("/runs/r-1", NOW).times(3, NOW.plusSeconds(1)));
  }

  private static AuditEntry entry(String path, Instant at) {
    return new AuditEntry(at, "token:1/job", "job", "PUT", path, 200, "q", "127.0.0.1", "run r", 1);
  }
}
