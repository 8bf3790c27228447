package io.propensity.scoring.shap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The fast values of random forests against the definition of Shapley's. */
class ForestShapTest {

  private static final int FEATURES = 4;
  private static final int CATEGORIES = 4;

  /** Places 0 and 1 are made of one feature; the last place is a category. */
  private static final int[] FEATURE_OF = {0, 0, 1, 2, 3};

  @Property(tries = 400)
  void theyAreShapleysValuesWhereWhatIsNotKnownGoesBothWays(@ForAll long seed) {
    Random random = new Random(seed);
    List<TreeNode> trees =
        Stream.generate(() -> tree(random, 1 + random.nextInt(6))).limit(3).toList();
    double[] row = row(random);
    ForestShap shap = new ForestShap(trees, FEATURE_OF, FEATURES);

    for (int output = 0; output < 2; output++) {
      double[] values = shap.of(row, output);
      assertThat(shap.base(output)).isCloseTo(expected(trees, row, 0, output), within(1e-9));
      for (int feature = 0; feature < FEATURES; feature++) {
        assertThat(values[feature])
            .as("feature %d of output %d", feature, output)
            .isCloseTo(shapley(trees, row, feature, output), within(1e-9));
      }
    }
  }

  @Property(tries = 200)
  void theySumUpToWhatTheForestSays(@ForAll long seed) {
    Random random = new Random(seed);
    List<TreeNode> trees =
        Stream.generate(() -> tree(random, 1 + random.nextInt(25))).limit(5).toList();
    double[] row = row(random);
    ForestShap shap = new ForestShap(trees, FEATURE_OF, FEATURES);

    double sum = shap.base(1);
    for (double value : shap.of(row, 1)) {
      sum += value;
    }
    assertThat(sum).isCloseTo(expected(trees, row, (1 << FEATURES) - 1, 1), within(1e-6));
  }

  @Test
  void aTreeOfOneLeafOwesNothingToAnyFeature() {
    TreeNode leaf = new TreeNode.Leaf(7, new double[] {0.25});
    ForestShap shap = new ForestShap(List.of(leaf, leaf), FEATURE_OF, FEATURES);

    assertThat(shap.base(0)).isEqualTo(0.5);
    assertThat(shap.of(new double[5], 0)).containsOnly(0);
  }

  private static TreeNode tree(Random random, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return new TreeNode.Leaf(
          random.nextInt(8) == 0 ? 0 : Math.exp(random.nextGaussian() * 3),
          new double[] {random.nextGaussian(), random.nextGaussian()});
    }
    // One way alone is deep, or there would be millions of nodes.
    return TreeNode.Fork.of(split(random), tree(random, depth - 1), tree(random, depth / 3));
  }

  private static TreeSplit split(Random random) {
    int place = random.nextInt(FEATURE_OF.length);
    if (place < FEATURE_OF.length - 1) {
      return new TreeSplit(place, random.nextGaussian(), null);
    }
    boolean[] left = new boolean[CATEGORIES];
    for (int i = 0; i < CATEGORIES; i++) {
      left[i] = random.nextBoolean();
    }
    return new TreeSplit(place, Double.NaN, left);
  }

  private static double[] row(Random random) {
    double[] row = new double[FEATURE_OF.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = i < row.length - 1 ? random.nextGaussian() : random.nextInt(CATEGORIES);
    }
    return row;
  }

  private static double shapley(List<TreeNode> trees, double[] row, int feature, int output) {
    double sum = 0;
    for (int known = 0; known < 1 << FEATURES; known++) {
      if ((known & 1 << feature) == 0) {
        double gain =
            expected(trees, row, known | 1 << feature, output)
                - expected(trees, row, known, output);
        int others = Integer.bitCount(known);
        sum += gain * factorial(others) * factorial(FEATURES - 1 - others) / factorial(FEATURES);
      }
    }
    return sum;
  }

  private static double factorial(int n) {
    return n < 2 ? 1 : n * factorial(n - 1);
  }

  /** The forest's value where those features alone are known. */
  private static double expected(List<TreeNode> trees, double[] row, int known, int output) {
    return trees.stream().mapToDouble(tree -> expected(tree, row, known, output)).sum();
  }

  private static double expected(TreeNode node, double[] row, int known, int output) {
    if (node instanceof TreeNode.Leaf leaf) {
      return leaf.values()[output];
    }
    TreeNode.Fork fork = (TreeNode.Fork) node;
    if ((known & 1 << FEATURE_OF[fork.split().place()]) != 0) {
      TreeNode next = fork.split().goesLeft(row) ? fork.left() : fork.right();
      return expected(next, row, known, output);
    }
    if (fork.cover() == 0) {
      return 0; // Nobody comes here but a row that is sent by what is known.
    }
    return (fork.left().cover() * expected(fork.left(), row, known, output)
            + fork.right().cover() * expected(fork.right(), row, known, output))
        / fork.cover();
  }
}
