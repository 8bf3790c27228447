package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

class RunFilterTest {

  @Test
  void takesADayAsItsBeginningByTheReadersClock() {
    RunFilter filter =
        filter(Map.of("since", "2026-11-20", "state", "FAILED", "zone", "Asia/Tokyo"));

    assertThat(filter.parameters().getFirst("since")).isEqualTo("2026-11-19T15:00:00Z");
    assertThat(filter.state()).isEqualTo("failed");
    assertThat(filter.isNarrow()).isTrue();
  }

  @Test
  void leavesEverythingElseToTheApi() {
    RunFilter filter = filter(Map.of("since", "yesterday", "campaign", " x "));

    assertThat(filter.parameters().getFirst("since")).isEqualTo("yesterday");
    assertThat(filter.parameters().getFirst("campaign")).isEqualTo("x");
    assertThat(filter(Map.of("before", "y")).isNarrow()).isFalse();
  }

  private static RunFilter filter(Map<String, String> given) {
    return RunFilter.of(MultiValueMap.fromSingleValue(given));
  }
}
