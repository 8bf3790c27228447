package io.propensity.api.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingFormTest {

  @Test
  void asksTheApiForWhatWasChosen() {
    assertThat(new TrainingForm(true, true, List.of("train", "evaluate")).body())
        .hasToString(
            "{\"options\":{\"trial\":true,\"force\":true,\"steps\":[\"train\",\"evaluate\"]}}");
    assertThat(new TrainingForm(false, false, List.of()).body()).hasToString("{\"options\":{}}");
  }
}
