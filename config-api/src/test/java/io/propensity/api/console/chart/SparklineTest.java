package io.propensity.api.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

  @Test
  void reachesFromTheLeastToTheGreatestValue() {
    Sparkline line = new Sparkline(List.of(0.1, 0.3, 0.2));

    assertThat(line.isDrawn()).isTrue();
    assertThat(line.points()).isEqualTo("2.0,22.0 50.0,2.0 98.0,12.0");
    assertThat(line.lastX()).isEqualTo("98.0");
    assertThat(line.lastY()).isEqualTo("12.0");
  }

  @Test
  void isALineInTheMiddleWhereNothingChanges() {
    assertThat(new Sparkline(List.of(5.0, 5.0)).points()).isEqualTo("2.0,12.0 98.0,12.0");
  }

  @Test
  void isNoneOfOneValueOrNone() {
    assertThat(new Sparkline(List.of(1.0)).isDrawn()).isFalse();
    assertThat(new Sparkline(List.of()).isDrawn()).isFalse();
  }
}
