package io.propensity.scoring.shap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearShapTest {

  private static final LinearShap.Output FIRST =
      new LinearShap.Output(1, new double[] {2, -1, 0.5, 4});
  private static final LinearShap.Output SECOND =
      new LinearShap.Output(-2, new double[] {0, 3, 1, 1});

  /** The middle places are the parts of one category. */
  private static final int[] FEATURE_OF = {0, 1, 1, 2};

  private final double[] means = {10, 0.25, 0.5, -1};

  @Test
  void aFeatureIsWorthWhatItsPlacesAreWorthBesideTheirMeans() {
    LinearShap shap = new LinearShap(List.of(FIRST, SECOND), means, FEATURE_OF, 3);
    double[] row = {12, 0, 1, 3};

    assertThat(shap.base(0)).isEqualTo(1 + 20 - 0.25 + 0.25 - 4);
    assertThat(shap.of(row, 0)).containsExactly(4, 0.25 + 0.25, 16);
    assertThat(shap.base(1)).isEqualTo(-2 + 0.75 + 0.5 - 1);
    assertThat(shap.of(row, 1)).containsExactly(0, -0.75 + 0.5, 4);
  }

  @Test
  void theOddsOfOneOutputAgainstAnotherAreTheirDifference() {
    LinearShap.Output odds = FIRST.minusFrom(SECOND);

    assertThat(odds.intercept()).isEqualTo(-3);
    assertThat(odds.coefficients()).containsExactly(-2, 4, 0.5, -3);
    assertThat(odds.negated().intercept()).isEqualTo(3);
    assertThat(odds.negated().coefficients())
        .containsExactly(new double[] {2, -4, -0.5, 3}, within(0.0));
  }
}
