package io.propensity.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link ShapTrees} as they are broadcast, with the models in them.
 *
 * @param models of the trees, in their order
 */
record ShapValueModel(ShapTrees trees, List<ModelBytes> models) implements Serializable {

  ShapValueModel {
    models = List.copyOf(models);
  }

  /**
   * Of what explains a model.
   *
   * @param name names it in messages
   */
  static ShapValueModel of(String name, ShapTrees trees) {
    if (trees instanceof ShapTrees.OfLeaves leaves) {
      return new ShapValueModel(
          new ShapTrees.OfLeaves(new byte[0], leaves.base()),
          List.of(new ModelBytes(name, leaves.cbm())));
    }
    ShapTrees.OfConditions asked = (ShapTrees.OfConditions) trees;
    return new ShapValueModel(
        new ShapTrees.OfConditions(
            List.of(), asked.conditions(), asked.perModel(), asked.perOutput(), asked.values()),
        asked.cbms().stream().map(cbm -> new ModelBytes(name, cbm)).toList());
  }

  /**
   * The values of the rows of one batch after the other.
   *
   * @param features how many the model has
   * @param capacity the rows of a full batch
   */
  BatchShap batch(int features, int capacity) {
    if (trees instanceof ShapTrees.OfLeaves leaves) {
      int dimension = leaves.base().length * features;
      return new BatchShap.OfLeaves(
          new BatchPredictions(models.get(0).model(), capacity, dimension),
          leaves.base(),
          new double[features]);
    }
    ShapTrees.OfConditions asked = (ShapTrees.OfConditions) trees;
    List<BatchPredictions> met =
        IntStream.range(0, models.size())
            .mapToObj(i -> new BatchPredictions(models.get(i).model(), capacity, outputs(asked, i)))
            .toList();
    return new BatchShap.OfConditions(met, asked, new double[asked.conditions()]);
  }

  private static int outputs(ShapTrees.OfConditions asked, int model) {
    int conditions = Math.min(asked.perModel(), asked.conditions() - model * asked.perModel());
    return (conditions + asked.perOutput() - 1) / asked.perOutput();
  }
}
