package io.propensity.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CloseNamesTest {

  private static final List<String> NAMES = List.of("iterations", "depth", "max_depth");

  @Test
  void endsAMessageWithTheNamesThatMayHaveBeenMeant() {
    assertThat(CloseNames.hint("iteratoins", NAMES)).isEqualTo("; did you mean 'iterations'?");
    assertThat(CloseNames.hint("Depht", List.of("depth", "death", "deph")))
        .isEqualTo("; did you mean 'depth' or 'deph'?");
  }

  @Test
  void saysNothingWhenNoNameIsClose() {
    assertThat(CloseNames.hint("colour", NAMES)).isEmpty();
    assertThat(CloseNames.hint("x".repeat(10_000), NAMES)).isEmpty();
  }
}
