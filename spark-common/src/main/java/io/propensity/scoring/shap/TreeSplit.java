package io.propensity.scoring.shap;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which way a row goes at a node of a tree.
 *
 * @param place of the vector that is looked at
 * @param threshold up to which a number goes left
 * @param left by category, whether it goes left; null where numbers are split
 */
@SuppressWarnings("ArrayRecordComponent") // read by index alone
public record TreeSplit(int place, double threshold, boolean @Nullable [] left)
    implements Serializable {

  boolean goesLeft(double[] row) {
    return left == null ? row[place] <= threshold : left[(int) row[place]];
  }
}
