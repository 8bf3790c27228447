package io.propensity.api.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.console.chart.ParallelCoordinates.Thing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParallelCoordinatesTest {

  private static final List<String> NAMES = List.of("depth", "seed", "roc_auc");

  @Test
  void drawsALineForEachThingAcrossTheNumbersThatDiffer() {
    ParallelCoordinates drawn =
        ParallelCoordinates.of(
                List.of(thing("a", 4, 0.8), thing("b", 6, 0.9), thing("c", 8, 0.85)), NAMES)
            .orElseThrow();

    assertThat(drawn.axes())
        .extracting(ParallelCoordinates.Axis::name)
        .containsExactly("depth", "roc_auc");
    assertThat(drawn.lines())
        .extracting(ParallelCoordinates.Line::points)
        .containsExactly(
            "70.0,266.0 730.0,266.0", "70.0,155.0 730.0,44.0", "70.0,44.0 730.0,155.0");
    assertThat(drawn.lines().get(0).text()).isEqualTo("a: depth 4, roc_auc 0.8");
  }

  @Test
  void leavesOutWhatLacksANumber() {
    Thing without = new Thing("x", "/x", false, Map.of("depth", 1.0));

    assertThat(ParallelCoordinates.of(List.of(thing("a", 4, 0.8), without), NAMES)).isEmpty();
  }

  @Test
  void drawsNothingOfThingsThatDifferInNothing() {
    assertThat(ParallelCoordinates.of(List.of(thing("a", 4, 0.8), thing("b", 4, 0.9)), NAMES))
        .isEmpty();
    assertThat(ParallelCoordinates.of(List.of(), List.of())).isEmpty();
  }

  private static Thing thing(String name, double depth, double auc) {
    return new Thing(name, "/" + name, false, Map.of("depth", depth, "seed", 1.0, "roc_auc", auc));
  }
}
