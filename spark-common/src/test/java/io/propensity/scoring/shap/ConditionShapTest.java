package io.propensity.scoring.shap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionShapTest {

  private static final int[] FIRST = {0};
  private static final int[] SECOND_AND_THIRD = {2, 1};
  private static final int[] THIRD_AND_SECOND = {1, 2};

  @Test
  void featuresThatAreAskedTogetherShareAlike() {
    TreeNode tree = TreeNode.fork(1, leaf(3, 0), leaf(1, 8));
    ConditionShap shap =
        ConditionShap.of(List.of(tree), List.of(FIRST, SECOND_AND_THIRD), 3, new double[] {10});

    assertThat(shap.base(0)).isEqualTo(12);
    assertThat(shap.of(new double[] {0, 1}, 0)).containsExactly(0, 3, 3);
    assertThat(shap.of(new double[] {1, 0}, 0)).containsExactly(0, -1, -1);
  }

  @Test
  void theSameFeaturesCountOnceOnAPathHoweverTheyAreNamed() {
    TreeNode tree =
        TreeNode.fork(
            0, leaf(4, 1), TreeNode.fork(1, leaf(2, 5), TreeNode.fork(2, leaf(1, 7), leaf(1, 9))));
    ConditionShap shap =
        ConditionShap.of(
            List.of(tree), List.of(FIRST, SECOND_AND_THIRD, THIRD_AND_SECOND), 3, new double[1]);

    double[] values = shap.of(new double[] {1, 1, 1}, 0);

    // Alone the first adds (5*2 + 7 + 9)/4 - base, the pair (4*1 + 4*9)/8 - base, base being 3.75.
    double first = ((6.5 - 3.75) + (9 - 5)) / 2;
    double pair = ((5 - 3.75) + (9 - 6.5)) / 2;
    assertThat(shap.base(0)).isEqualTo(3.75);
    assertThat(values[0]).isCloseTo(first, within(1e-12));
    assertThat(values[1]).isCloseTo(pair / 2, within(1e-12));
    assertThat(values[2]).isCloseTo(pair / 2, within(1e-12));
  }

  private static TreeNode leaf(double cover, double value) {
    return TreeNode.leaf(cover, new double[] {value});
  }
}
