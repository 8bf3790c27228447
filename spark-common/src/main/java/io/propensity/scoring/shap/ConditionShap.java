package io.propensity.scoring.shap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact SHAP values of trees whose forks ask conditions, some of them of several features at once:
 * these are known together or not at all, and share alike in what that adds, as CatBoost has it.
 */
public final class ConditionShap implements ShapValues {

  private static final long serialVersionUID = 1L;

  private final ForestShap forest;
  private final int[][] members;
  private final int features;
  private final double[] base;

  private ConditionShap(ForestShap forest, int[][] members, int features, double[] base) {
    this.forest = forest;
    this.members = members;
    this.features = features;
    this.base = base;
  }

  /**
   * Of an ensemble.
   *
   * @param trees of {@link TreeNode#fork} and {@link TreeNode#leaf}
   * @param conditions by condition, the features that it asks
   * @param bias by output, what is added to the sum of the leaves
   */
  public static ConditionShap of(
      List<TreeNode> trees, List<int[]> conditions, int features, double[] bias) {
    Map<List<Integer>, Integer> players = new LinkedHashMap<>();
    List<int[]> members = new ArrayList<>();
    int[] playerOf = new int[conditions.size()];
    for (int i = 0; i < playerOf.length; i++) {
      int[] asked = conditions.get(i).clone();
      Arrays.sort(asked);
      List<Integer> key = Arrays.stream(asked).boxed().toList();
      Integer known = players.putIfAbsent(key, members.size());
      if (known == null) {
        members.add(asked);
      }
      playerOf[i] = players.get(key);
    }
    ForestShap forest = new ForestShap(trees, playerOf, members.size());
    double[] base = bias.clone();
    for (int output = 0; output < base.length; output++) {
      base[output] += forest.base(output);
    }
    return new ConditionShap(forest, members.toArray(int[][]::new), features, base);
  }

  @Override
  public double base(int output) {
    return base[output];
  }

  /**
   * As {@link ShapValues} has it.
   *
   * @param row by condition, 1 where it is met and 0 where it is not
   */
  @Override
  public double[] of(double[] row, int output) {
    double[] together = forest.of(row, output);
    double[] values = new double[features];
    for (int player = 0; player < together.length; player++) {
      for (int feature : members[player]) {
        values[feature] += together[player] / members[player].length;
      }
    }
    return values;
  }
}
