package io.propensity.scoring;

import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a row carries what: first the kept columns, then the features in the model's order. It is
 * all that executors need to know of a model's features.
 */
final class VectorLayout implements Serializable {

  private static final long serialVersionUID = 1L;

  private final CategoryText text;
  private final int kept;
  private final int[] numeric;
  private final int[] categorical;

  VectorLayout(int kept, List<Feature> features, CategoryText text) {
    this.text = text;
    this.kept = kept;
    this.numeric = places(kept, features, Feature.Kind.NUMERIC);
    this.categorical = places(kept, features, Feature.Kind.CATEGORICAL);
  }

  /** How many columns come before the features. */
  int kept() {
    return kept;
  }

  /** How categories are written. */
  CategoryText text() {
    return text;
  }

  int numericCount() {
    return numeric.length;
  }

  int categoricalCount() {
    return categorical.length;
  }

  /** The place of the i-th numeric feature. */
  int numeric(int i) {
    return numeric[i];
  }

  /** The place of the i-th categorical feature. */
  int categorical(int i) {
    return categorical[i];
  }

  private static int[] places(int kept, List<Feature> features, Feature.Kind kind) {
    return IntStream.range(0, features.size())
        .filter(i -> features.get(i).kind() == kind)
        .map(i -> kept + i)
        .toArray();
  }
}
