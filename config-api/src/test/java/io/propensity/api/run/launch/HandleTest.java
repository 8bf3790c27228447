package io.propensity.api.run.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class HandleTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<Handle> handles() {
    return List.of(
        new Handle.LocalProcess(17, Instant.parse("2026-11-26T09:30:00.010Z")),
        new Handle.Named("r-7", "3b2f", null),
        new Handle.Named("r-7", "3b2f", "0c1d"));
  }

  @ParameterizedTest
  @MethodSource("handles")
  void isReadAsItWasWritten(Handle handle) {
    assertThat(JSON.readValue(JSON.writeValueAsString(handle), Handle.class)).isEqualTo(handle);
  }

  @Test
  void isReadAsAReleaseBeforeWroteIt() {
    assertThat(
            JSON.readValue(
                "{\"pid\": 17, \"started_at\": \"2026-11-26T09:30:00.010Z\"}", Handle.class))
        .isEqualTo(new Handle.LocalProcess(17, Instant.parse("2026-11-26T09:30:00.010Z")));
  }

  @Test
  void knowsAThingByThePlatformsWordForItOnceThatIsKnown() {
    Handle.Named made = new Handle.Named("r-7", "3b2f", null);
    Handle.Named known = new Handle.Named("r-7", "3b2f", "0c1d");

    assertThat(made.isOf("3b2f", "any")).isTrue();
    assertThat(made.isOf("other", "any")).isFalse();
    assertThat(known.isOf("3b2f", "another")).isFalse();
    assertThat(known.isOf(null, "0c1d")).isTrue();
  }
}
