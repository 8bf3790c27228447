package io.propensity.scoring.shap;

/**
 * The features on the paths from the root to the nodes that are visited, and how the sets of them
 * that are known weigh by their sizes. A path lies behind its parent's, so that nothing is made
 * anew on the way.
 */
final class TreePaths {

  /** The root's own feature: none. */
  static final int NONE = -1;

  private final int[] features;
  private final double[] zeros;
  private final double[] ones;
  private final double[] weights;

  /**
   * Room for the paths of trees.
   *
   * @param depth of the deepest tree
   */
  TreePaths(int depth) {
    int longest = depth + 2;
    int places = longest * (longest + 1) / 2 + longest;
    this.features = new int[places];
    this.zeros = new double[places];
    this.ones = new double[places];
    this.weights = new double[places];
  }

  double zero(int at) {
    return zeros[at];
  }

  double one(int at) {
    return ones[at];
  }

  /** Copies a path of {@code length} features behind itself, and tells where it begins now. */
  int copy(int path, int length) {
    int target = path + length;
    System.arraycopy(features, path, features, target, length);
    System.arraycopy(zeros, path, zeros, target, length);
    System.arraycopy(ones, path, ones, target, length);
    System.arraycopy(weights, path, weights, target, length);
    return target;
  }

  /** Adds a feature at the end of a path of {@code length} others. */
  void extend(int path, int length, double zero, double one, int feature) {
    int end = path + length;
    features[end] = feature;
    zeros[end] = zero;
    ones[end] = one;
    weights[end] = length == 0 ? 1 : 0;
    for (int i = length - 1; i >= 0; i--) {
      weights[path + i + 1] += one * weights[path + i] * (i + 1) / (length + 1);
      weights[path + i] *= zero * (length - i) / (length + 1);
    }
  }

  /** The place of a feature on a path whose last place is {@code last}; -1 where it is not. */
  int find(int path, int last, int feature) {
    for (int i = 1; i <= last; i++) {
      if (features[path + i] == feature) {
        return i;
      }
    }
    return -1;
  }

  /** Takes a feature out of a path whose last place is {@code last}. */
  void unwind(int path, int last, int taken) {
    double zero = zeros[path + taken];
    double one = ones[path + taken];
    double next = weights[path + last];
    for (int i = last - 1; i >= 0; i--) {
      if (one == 0) {
        weights[path + i] *= (last + 1) / (zero * (last - i));
      } else {
        double before = weights[path + i];
        weights[path + i] = next * (last + 1) / ((i + 1) * one);
        next = before - weights[path + i] * zero * (last - i) / (last + 1);
      }
    }
    int moved = last - taken;
    System.arraycopy(features, path + taken + 1, features, path + taken, moved);
    System.arraycopy(zeros, path + taken + 1, zeros, path + taken, moved);
    System.arraycopy(ones, path + taken + 1, ones, path + taken, moved);
  }

  /** Gives each feature of a path, whose last place is {@code last}, its part of a leaf's value. */
  void attribute(int path, int last, double value, double[] target) {
    for (int i = 1; i <= last; i++) {
      int at = path + i;
      target[features[at]] += weightWithout(path, last, i) * (ones[at] - zeros[at]) * value;
    }
  }

  private double weightWithout(int path, int last, int taken) {
    double zero = zeros[path + taken];
    double one = ones[path + taken];
    double next = weights[path + last];
    double sum = 0;
    for (int i = last - 1; i >= 0; i--) {
      if (one == 0) {
        sum += weights[path + i] / (zero * (last - i));
      } else {
        double weight = next / ((i + 1) * one);
        sum += weight;
        next = weights[path + i] - weight * zero * (last - i);
      }
    }
    return sum * (last + 1);
  }
}
