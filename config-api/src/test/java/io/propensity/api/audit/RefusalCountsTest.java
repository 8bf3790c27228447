package io.propensity.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {

  private static final Instant START = Instant.parse("2026-11-20T09:30:00Z");

  private final RefusalCounts counts = new RefusalCounts();

  @Test
  void tellsTheFirstAndCountsTheOthers() {
    assertThat(counts.isFirst(refusal("10.0.0.1", 401, 0))).isTrue();
    for (int i = 1; i <= 1_000; i++) {
      assertThat(counts.isFirst(refusal("10.0.0.1", 401, i))).isFalse();
    }
    assertThat(counts.isFirst(refusal("10.0.0.2", 401, 0))).isTrue();
    assertThat(counts.isFirst(refusal("10.0.0.1", 429, 0))).isTrue();

    assertThat(counts.take())
        .singleElement()
        .isEqualTo(refusal("10.0.0.1", 401, 0).times(1_000, START.plusSeconds(1_000)));
    assertThat(counts.take()).isEmpty();
    assertThat(counts.isFirst(refusal("10.0.0.1", 401, 0))).as("a new minute").isTrue();
  }

  @Test
  void countsTheRestOfTheWorldAsOne() {
    int rows = 0;
    for (int i = 0; i < 10_000; i++) {
      rows += counts.isFirst(refusal("10.0." + i / 250 + "." + i % 250, 401, i)) ? 1 : 0;
    }

    assertThat(rows).isEqualTo(RefusalCounts.MOST);
    assertThat(counts.take())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.remote()).isEqualTo("*");
              assertThat(entry.status()).isEqualTo(401);
              assertThat(entry.times()).isEqualTo(10_000 - RefusalCounts.MOST);
            });
  }

  @Test
  void forgetsNothingThatCouldNotBeWritten() {
    counts.isFirst(refusal("10.0.0.1", 403, 0));
    counts.isFirst(refusal("10.0.0.1", 403, 1));
    counts.take().forEach(counts::giveBack);
    assertThat(counts.isFirst(refusal("10.0.0.1", 403, 2))).isFalse();

    assertThat(counts.take()).singleElement().extracting(AuditEntry::times).isEqualTo(2);
  }

  private static AuditEntry refusal(String remote, int status, int second) {
    return new AuditEntry(
        START.plusSeconds(second),
        "anonymous",
        "",
        "GET",
        "/campaigns",
        status,
        "r",
        remote,
        null,
        1);
  }
}
