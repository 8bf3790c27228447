package io.propensity.api.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.console.campaign.Bars.Bar;
import io.propensity.model.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

  @Test
  void standsUpToTheGreatestCount() {
    Bars bars = Bars.of(new Histogram.Numeric(List.of(0.25, 0.5), List.of(10L, 40L, 0L), 0));

    assertThat(bars.bars())
        .containsExactly(
            new Bar("below 0.250", 10, "3.33", "30.00", "26.67", "10.00"),
            new Bar("0.250 to 0.500", 40, "36.67", "0.00", "26.67", "40.00"),
            new Bar("0.500 and above", 0, "70.00", "40.00", "26.67", "0.00"));
  }

  @Test
  void drawsWhatIsInOneBucketAndWhatIsInNone() {
    assertThat(Bars.of(new Histogram.Numeric(List.of(), List.of(0L), 0)).bars())
        .containsExactly(new Bar("all", 0, "10.00", "40.00", "80.00", "0.00"));
  }
}
