package io.propensity.api.console.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.api.model.Comparison;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonPageTest {

  private static final Comparison COMPARISON =
      new Comparison(
          "a",
          1,
          2,
          false,
          List.of(
              new Comparison.MetricChange("log_loss", "test", 0.4, 0.3, -0.1, true),
              new Comparison.MetricChange("rows", "test", 4_005.0, null, null, null)),
          new Comparison.FeatureChange(List.of("age"), List.of()),
          List.of(new Comparison.ParameterChange("depth", 4, null)));

  @Test
  void tellsWhatGotBetterAndWhereAVersionHasNoValue() {
    ComparisonPage page = ComparisonPage.of(COMPARISON, List.of(), List.of());

    assertThat(page.metrics())
        .extracting(
            ComparisonPage.Change::from,
            ComparisonPage.Change::to,
            ComparisonPage.Change::difference,
            ComparisonPage.Change::verdict)
        .containsExactly(
            tuple("0.4000", "0.3000", "-0.1000", "better"), tuple("4,005", "–", "–", ""));
    assertThat(page.parameters()).containsExactly(new ComparisonPage.Parameter("depth", "4", "–"));
    assertThat(page.testRows()).contains("different test rows");
    assertThat(page.comparable()).isFalse();
  }

  @Test
  void pairsFiguresByTheirName() {
    ComparisonPage page =
        ComparisonPage.of(
            COMPARISON,
            List.of(figure("roc", 1), figure("gain", 1)),
            List.of(figure("roc", 2), figure("lift", 2)));

    assertThat(page.figures())
        .extracting(ComparisonPage.Pair::from, ComparisonPage.Pair::to)
        .containsExactly(tuple("/1/roc", "/2/roc"), tuple("/1/gain", ""), tuple("", "/2/lift"));
  }

  private static FigureView figure(String name, int version) {
    return new FigureView(name, name, "/%d/%s".formatted(version, name));
  }
}
