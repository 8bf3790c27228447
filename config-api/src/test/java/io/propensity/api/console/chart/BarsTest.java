package io.propensity.api.console.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.model.Histogram;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

  @Test
  void drawsABarForEachBucketTheHighestAsHighAsThePicture() {
    Bars bars = Bars.of(new Histogram.Numeric(List.of(0.1, 0.5), List.of(10L, 30L, 20L), 4));

    assertThat(bars.bars())
        .extracting(Bars.Bar::range, Bars.Bar::count, Bars.Bar::share, Bars.Bar::height)
        .containsExactly(
            tuple("below 0.1", "10", "16.7 %", "53.3"),
            tuple("0.1 to below 0.5", "30", "50.0 %", "160.0"),
            tuple("from 0.5", "20", "33.3 %", "106.7"));
    assertThat(bars.ticks())
        .containsExactly(new Bars.Tick("213.3", "0.1"), new Bars.Tick("426.7", "0.5"));
    assertThat(bars.nulls()).isEqualTo("4");
  }

  @Test
  void drawsNothingHighOfNothing() {
    Bars bars = Bars.of(new Histogram.Numeric(List.of(), List.of(0L), 0));

    assertThat(bars.bars())
        .extracting(Bars.Bar::range, Bars.Bar::height)
        .containsExactly(tuple("all", "0.0"));
    assertThat(bars.nulls()).isEmpty();
  }
}
